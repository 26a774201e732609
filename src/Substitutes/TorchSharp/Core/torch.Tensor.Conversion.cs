namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            InitializeDeviceType(deviceType);
            return Convert(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);
        }

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Convert(type, InitializeDevice(device), copy, disposeAfter, non_blocking);

        // The package passes the flag on as `copy`.
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var converted = Aten.to_dtype.Call(this, type, non_blocking, copy);
            if (disposeAfter) Dispose();
            return converted;
        }

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor cpu() => Convert(dtype, CPU, copy: false, disposeAfter: false, non_blocking: false);

        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA) throw new ArgumentException("Not a CUDA device.", nameof(device));
            InitializeDeviceType(DeviceType.CUDA);
            return Convert(dtype, device ?? new Device(DeviceType.CUDA), copy: false, disposeAfter: false, non_blocking);
        }

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor clone() => Aten.clone.Call(this);

        /// <summary>A second handle of the same tensor, to be disposed of on its own.</summary>
        public Tensor alias() => new(Interop.NativeMethods.ht_alias(Handle));

        public Tensor contiguous() => Aten.contiguous.Call(this);

        public Tensor pin_memory() => Aten.pin_memory.Call(this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.copy_.InPlace(this, source, nonBlocking);

        public Tensor set_(Tensor source) => Aten.set__source_Tensor.InPlace(this, source);

        private Tensor Convert(ScalarType type, Device device, bool copy, bool disposeAfter, bool non_blocking)
        {
            var converted = Aten.to_device.Call(this, device, type, non_blocking, copy);
            if (disposeAfter) Dispose();
            return converted;
        }
    }
}
