using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>The work queued on a GPU.</summary>
internal static class DeviceSync
{
    /// <summary>Waits for it, so that a stopwatch measures the work and not its queueing. On the CPU nothing is queued.</summary>
    /// <param name="device">Where the work is.</param>
    public static void Await(Device device)
    {
        // Without the device it would wait for the current one, which is always the first.
        if (device.type == DeviceType.CUDA) cuda.synchronize(device);
    }
}
