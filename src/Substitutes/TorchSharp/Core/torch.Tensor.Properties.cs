using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long[] shape => size();

        public long ndim => dim();

        public long Dimensions => dim();

        public long NumberOfElements => numel();

        public long ElementSize => element_size();

        public ScalarType dtype => (ScalarType)NativeMethods.ht_dtype(Handle);

        public DeviceType device_type => (DeviceType)NativeMethods.ht_device_type(Handle);

        public int device_index => NativeMethods.ht_device_index(Handle);

        public Device device
        {
            get
            {
                var type = device_type;
                return type == DeviceType.CPU ? new Device(DeviceType.CPU) : new Device(type, device_index);
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_leaf => NativeMethods.ht_is_leaf(Handle);

        public bool requires_grad
        {
            get => NativeMethods.ht_requires_grad(Handle);
            set => NativeError.ThrowIfFailed(NativeMethods.ht_set_requires_grad(Handle, value));
        }

        /// <summary>The gradient, as a new handle at every read; null if there is none.</summary>
        public Tensor? grad
        {
            get
            {
                var gradient = NativeMethods.ht_grad(Handle);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                NativeError.ThrowIfFailed(NativeMethods.ht_set_grad(Handle, value is null ? 0 : value.Handle));
                GC.KeepAlive(value);
            }
        }

        public long dim() => NativeMethods.ht_dim(Handle);

        public long numel() => NativeMethods.ht_numel(Handle);

        public long element_size() => NativeMethods.ht_element_size(Handle);

        public long storage_offset() => NativeMethods.ht_storage_offset(Handle);

        public unsafe long[] size()
        {
            var sizes = new long[dim()];
            fixed (long* first = sizes) NativeMethods.ht_sizes(Handle, first);
            return sizes;
        }

        public long size(int dim) => Aten.size_int.CallForScalar(this, (long)dim).ToInt64();

        public unsafe long[] stride()
        {
            var strides = new long[dim()];
            fixed (long* first = strides) NativeMethods.ht_strides(Handle, first);
            return strides;
        }

        public long stride(int dim) => Aten.stride_int.CallForScalar(this, (long)dim).ToInt64();

        public bool is_contiguous() => NativeMethods.ht_is_contiguous(Handle);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_pinned() => Aten.is_pinned.CallForScalar(this).ToBoolean();

        public bool is_integral() => dtype.IsIntegral();

        public bool is_floating_point() => dtype.IsFloatingPoint();

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);
    }
}
