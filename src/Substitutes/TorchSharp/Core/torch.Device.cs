using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);
    public static readonly Device META = new(DeviceType.META);
    private static Device? _cuda;
    private static Device _defaultDevice = CPU;

    /// <summary>The current CUDA device.</summary>
    /// <exception cref="InvalidOperationException">There is no CUDA device.</exception>
    public static Device CUDA => _cuda ??= InitializeDevice(new Device(DeviceType.CUDA));

    public static Device device(string description) => InitializeDevice(new Device(description));

    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(int index) => new(DeviceType.CUDA, index);

    public static void set_default_device(Device device) => _defaultDevice = InitializeDevice(device);

    public static void set_default_device(string device) => set_default_device(new Device(device));

    public static Device get_default_device() => _defaultDevice;

    public static bool cuda_is_available() => cuda.is_available();

    /// <exception cref="InvalidOperationException">The machine, or this libtorch, has no such device.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CUDA => cuda.is_available(),
        DeviceType.MPS => false,
        _ => true,
    };

    /// <summary>The given device, or the default one, after making sure that it can be used.</summary>
    public static Device InitializeDevice(Device? device)
    {
        device ??= _defaultDevice;
        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>Where a tensor lies: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>. The index -1 means the current device of the type.</summary>
    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            type = ParseType(parts[0]);
            if (parts.Length == 2) index = int.Parse(parts[1]);
        }

        public Device(string deviceType, int index = -1) => (type, this.index) = (ParseType(deviceType), index);

        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        public Device(int index) => (type, this.index) = (DeviceType.CUDA, index);

        public DeviceType type { get; private set; }

        public int index { get; private set; } = -1;

        /// <summary>Type and index in one number, as the native side takes them.</summary>
        internal long Packed => ((long)type << 8) | (byte)index;

        public static implicit operator Device(string description) => new(description);

        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || index == -1 ? name : $"{name}:{index}";
        }

        private static DeviceType ParseType(string name) => (DeviceType)Enum.Parse(typeof(DeviceType), name.ToUpperInvariant());
    }

    /// <summary>CUDA devices. Without any, every member is harmless except <see cref="synchronize"/>.</summary>
    public static partial class cuda
    {
        private static int? _deviceCount;

        public static bool is_available() => device_count() > 0;

        public static bool is_cudnn_available() => NativeMethods.ht_cudnn_is_available();

        public static int device_count() => _deviceCount ??= NativeMethods.ht_cuda_device_count();

        public static void manual_seed(long seed)
        {
            if (is_available()) NativeError.ThrowIfFailed(NativeMethods.ht_cuda_manual_seed((ulong)seed, all: false));
        }

        public static void manual_seed_all(long seed)
        {
            if (is_available()) NativeError.ThrowIfFailed(NativeMethods.ht_cuda_manual_seed((ulong)seed, all: true));
        }

        /// <summary>Waits until the device has done everything it was given.</summary>
        /// <exception cref="InvalidOperationException">There is no CUDA device.</exception>
        public static void synchronize(Device? device = null)
        {
            InitializeDeviceType(device?.type ?? DeviceType.CUDA);
            NativeError.ThrowIfFailed(NativeMethods.ht_cuda_synchronize(device?.index ?? -1));
        }
    }
}
