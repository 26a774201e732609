using System.Collections;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor on the CPU, in row-major order whatever its strides. Keeps the tensor
/// alive.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private readonly nint _address;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        _address = tensor.Address();
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    /// <summary>One index counts elements in row-major order; several name a position.</summary>
    public unsafe T this[params long[] indices]
    {
        get => ((T*)Checked())[OffsetOf(indices)];
        set => ((T*)Checked())[OffsetOf(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    /// <summary>An array with as many dimensions as the tensor (one where the tensor has none).</summary>
    public Array ToNDArray()
    {
        if (_shape.Length < 2) return ToArray();
        var result = Array.CreateInstance(typeof(T), _shape);
        var indices = new long[_shape.Length];
        foreach (var element in ToArray())
        {
            result.SetValue(element, indices);
            for (var dim = _shape.Length - 1; dim >= 0 && ++indices[dim] == _shape[dim]; dim--) indices[dim] = 0;
        }
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo((Span<T>)array, arrayIndex, tensorIndex);

    /// <summary>Copies as much as there is, or as fits.</summary>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = (T*)Checked();
        var count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (count <= 0) return;
        if (_contiguous)
        {
            new ReadOnlySpan<T>(source + tensorIndex, count).CopyTo(array[arrayIndex..]);
            return;
        }
        for (var i = 0; i < count; i++) array[arrayIndex + i] = source[RowMajor(tensorIndex + i)];
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = (T*)Checked();
        var count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        for (var i = 0; i < count; i++) target[RowMajor(tensorIndex + i)] = array[arrayIndex + i];
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does nothing: the accessor owns no memory.</summary>
    public void Dispose()
    {
    }

    private nint Checked()
    {
        _ = _tensor.Handle;
        return _address;
    }

    private long OffsetOf(long[] indices)
    {
        if (indices.Length == 1)
        {
            if (indices[0] >= Count) throw new IndexOutOfRangeException();
            ArgumentOutOfRangeException.ThrowIfNegative(indices[0]);
            return RowMajor(indices[0]);
        }
        if (indices.Length != _shape.Length)
            throw new ArgumentException($"{indices.Length} indices for a tensor of {_shape.Length} dimensions.");
        var offset = 0L;
        for (var dim = 0; dim < indices.Length; dim++)
        {
            if (indices[dim] < 0 || indices[dim] >= _shape[dim]) throw new IndexOutOfRangeException();
            offset += indices[dim] * _strides[dim];
        }
        return offset;
    }

    private long RowMajor(long index)
    {
        if (_contiguous) return index;
        var offset = 0L;
        for (var dim = _shape.Length - 1; dim >= 0; dim--)
        {
            index = Math.DivRem(index, _shape[dim], out var position);
            offset += position * _strides[dim];
        }
        return offset;
    }
}
