using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>What a GPU was asked to do and has not done yet.</summary>
internal static class DeviceSync
{
    /// <summary>Waits for it, so that a watch that is started or stopped then measures the work and not its queueing. On the CPU nothing is queued.</summary>
    /// <param name="device">Where the work is.</param>
    public static void Await(Device device)
    {
        // Without the device it would be the current one that is waited for, which is always the first.
        if (device.type == DeviceType.CUDA) cuda.synchronize(device);
    }
}
