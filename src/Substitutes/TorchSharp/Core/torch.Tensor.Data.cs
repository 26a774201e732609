using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous tensor on the CPU, as it lies there. Valid while the tensor lives.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var length = numel() * element_size();
                DemandReadable(length);
                return new Span<byte>((void*)Address(), (int)length);
            }
            set
            {
                if (!is_contiguous()) throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (numel() * element_size() != value.Length) throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(bytes);
            }
        }

        /// <summary>The elements, on the CPU, as exactly the type that the tensor holds.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is another type.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The only element. See <see cref="data{T}"/>.</summary>
        public T item<T>() where T : unmanaged
        {
            if (numel() != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            using var accessor = data<T>();
            return accessor[0];
        }

        /// <summary>The only element, whatever its type.</summary>
        public Scalar ToScalar() => Aten.item.CallForScalar(this);

        public override string ToString() => $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            DemandReadable(0);
            foreach (var (start, length) in Pieces()) stream.Write(Piece(start, length));
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            DemandReadable(0);
            foreach (var (start, length) in Pieces()) stream.ReadExactly(Piece(start, length));
        }

        /// <summary>Where the first element lies; null for a tensor without elements.</summary>
        internal nint Address()
        {
            var address = NativeMethods.ht_data(Handle);
            return address != 0 || numel() == 0 ? address : throw NativeError.Last();
        }

        internal void ValidateType(Type dotnetType)
        {
            var expected = dtype switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Bool => typeof(bool),
                ScalarType.Float16 => typeof(Half),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                _ => null,
            };
            if (dotnetType != expected) throw new ArgumentException($"{dotnetType.Name} is not compatible with {dtype}");
        }

        // A span holds 2 GB at most; a tensor may hold more.
        private IEnumerable<(long Start, int Length)> Pieces()
        {
            const int Largest = 1 << 30;
            var total = numel() * element_size();
            for (var start = 0L; start < total; start += Largest) yield return (start, (int)Math.Min(Largest, total - start));
        }

        private unsafe Span<byte> Piece(long start, int length) => new((byte*)Address() + start, length);

        private void DemandReadable(long length)
        {
            if (!is_contiguous()) throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (length > int.MaxValue) throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
        }
    }
}
