using Harness.Diagnostics;
using Harness.Libtorch;
using static TorchSharp.torch;

namespace Harness.Running.Devices;

/// <summary>Where a run computes, and with how many threads. Known without libtorch, which is loaded when something is computed there.</summary>
public sealed class ComputeDevice
{
    private readonly Lazy<Device> _device;

    private readonly string _place;

    private ComputeDevice(string place, int threads)
    {
        (_place, Name, Threads) = (place, DeviceList.KindOf(place), threads);
        _device = new Lazy<Device>(Open);
    }

    /// <summary><c>cpu</c> or <c>cuda</c>: which of several GPUs it is makes no difference to results.</summary>
    public string Name { get; }

    /// <summary>libtorch's threads.</summary>
    public int Threads { get; }

    /// <summary>Whether it is on this machine. Asking for a GPU loads libtorch.</summary>
    public bool IsHere => DeviceList.IsHere(_place);

    /// <summary>The device. Asking for it the first time loads libtorch, which a suite that has nothing left to train does not need.</summary>
    /// <exception cref="HarnessException">libtorch cannot be loaded, or there is no such device.</exception>
    public Device Device => _device.Value;

    /// <summary>Chooses a device.</summary>
    /// <param name="name">One or several, see <see cref="DeviceList"/>: the first of them is taken.</param>
    /// <param name="threads">libtorch's threads.</param>
    /// <returns>The device, not opened yet.</returns>
    /// <exception cref="HarnessException">There is no such device.</exception>
    public static ComputeDevice Choose(string name, int? threads = null) => new(DeviceList.Of(name)[0], threads ?? Processor.Threads);

    /// <summary>Names the device on which something was computed, perhaps on another machine. Whether it is here, too, is found out when it is opened.</summary>
    /// <param name="name">As for <see cref="Choose"/>.</param>
    /// <param name="threads">libtorch's threads.</param>
    /// <returns>The device, not opened yet.</returns>
    /// <exception cref="HarnessException">No device has such a name.</exception>
    public static ComputeDevice OfResults(string name, int? threads = null) => new(DeviceList.Named(name)[0], threads ?? Processor.Threads);

    private Device Open()
    {
        DeviceList.Of(_place);
        TorchLibrary.Load();
        set_num_threads(Threads);
        return new Device(_place);
    }
}
