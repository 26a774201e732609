using Harness.Diagnostics;
using Harness.Libtorch;
using static TorchSharp.torch;

namespace Harness.Running;

/// <summary>Where a run computes, and with how many threads. Known without libtorch, which is loaded when something is computed there.</summary>
public sealed class ComputeDevice
{
    private readonly Lazy<Device> _device;

    private ComputeDevice(string name, int threads)
    {
        (Name, Threads) = (name, threads);
        _device = new Lazy<Device>(Open);
    }

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Name { get; }

    /// <summary>libtorch's threads.</summary>
    public int Threads { get; }

    /// <summary>The device. Asking for it the first time loads libtorch, which a suite that has nothing left to train does not need.</summary>
    /// <exception cref="HarnessException">libtorch cannot be loaded.</exception>
    public Device Device => _device.Value;

    /// <summary>Chooses a device.</summary>
    /// <param name="name"><c>auto</c> (a GPU where there is one), <c>cpu</c> or <c>cuda</c>.</param>
    /// <param name="threads">libtorch's threads; null for one a core.</param>
    /// <returns>The device, not opened yet.</returns>
    /// <exception cref="HarnessException">There is no such device.</exception>
    public static ComputeDevice Choose(string name, int? threads = null) => new(NameOf(name), threads ?? Processor.Threads);

    private static string NameOf(string name) => name switch
    {
        "cpu" => "cpu",
        "auto" => IsCudaAvailable() ? "cuda" : "cpu",
        "cuda" when IsCudaAvailable() => "cuda",
        "cuda" => throw new HarnessException("There is no CUDA device, or this libtorch was built without CUDA.", "Use --device cpu."),
        _ => throw new HarnessException($"Unknown device '{name}'.{Suggestion.DidYouMean(name, ["auto", "cpu", "cuda"])}", "Known: auto, cpu, cuda."),
    };

    private static bool IsCudaAvailable()
    {
        if (!TorchLibrary.HasCuda) return false;
        TorchLibrary.Load();
        return cuda.is_available();
    }

    private Device Open()
    {
        TorchLibrary.Load();
        set_num_threads(Threads);
        return Name == "cuda" ? CUDA : CPU;
    }
}
