using System.Globalization;
using Harness.Diagnostics;
using Harness.Libtorch;
using static TorchSharp.torch;

namespace Harness.Running.Devices;

/// <summary>The devices that a command names: <c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, or several with commas between them.</summary>
public static class DeviceList
{
    /// <summary>All CUDA devices of a machine, or its CPU where it has none: what a command names that names no device.</summary>
    public const string Auto = "auto";

    /// <summary>The word for the processor.</summary>
    internal const string Cpu = "cpu";
    private const string Cuda = "cuda";
    private const string Known = "Known: auto, cpu, cuda, cuda:N; several of one kind with commas between them, such as cuda:0,cuda:1.";

    /// <summary>Reads a list.</summary>
    /// <param name="text">The value of the option.</param>
    /// <returns>One or several names, <c>cpu</c> or <c>cuda:N</c>; for <c>auto</c> all CUDA devices, if there are any.</returns>
    /// <exception cref="HarnessException">There is no such device, or they are of several kinds.</exception>
    public static IReadOnlyList<string> Of(string text) => Of(text, CountCuda);

    /// <summary>Reads a list of devices that need not be on this machine.</summary>
    /// <param name="text">What the command says; <c>auto</c> are those of this machine.</param>
    /// <returns>As <see cref="Of(string)"/>.</returns>
    /// <exception cref="HarnessException">No device has such a name, or they are of several kinds.</exception>
    public static IReadOnlyList<string> Named(string text) => text == Auto ? Of(text) : Of(text, static () => int.MaxValue);

    /// <summary>Reads a list for a machine with some number of CUDA devices.</summary>
    internal static IReadOnlyList<string> Of(string text, Func<int> countCuda)
    {
        if (text == Auto) return countCuda() is var count and > 0 ? [.. Enumerable.Range(0, count).Select(Name)] : [Cpu];
        List<string> devices = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(word => Read(word, countCuda))];
        if (devices.Select(KindOf).Distinct().Count() > 1)
            throw new HarnessException($"The devices '{text}' are of several kinds.", "Name devices of one kind: CPUs and GPUs compute results that differ in the last bits, and the rows of a table must be comparable.");
        if (devices.Where(device => device != Cpu).CountBy(device => device).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice })
            throw new HarnessException($"'{text}' names the device {twice} twice.", "Name each CUDA device once.");
        return devices;
    }

    /// <summary>Whether a device is on this machine.</summary>
    /// <param name="device">One of the names of <see cref="Of(string)"/>.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsHere(string device) => IndexOf(device) is not { } index || index < CountCuda();

    /// <summary>The kind of a device: all devices of one kind compute the same.</summary>
    /// <param name="device">One of the names of <see cref="Of(string)"/>.</param>
    /// <returns><c>cpu</c> or <c>cuda</c>.</returns>
    public static string KindOf(string device) => device.Split(':')[0];

    private static string Read(string word, Func<int> countCuda)
    {
        if (word == Cpu) return Cpu;
        if (word == Auto) throw new HarnessException("'auto' means all CUDA devices and cannot be one of several.", Known);
        if (IndexOf(word) is not { } index) throw new HarnessException($"Unknown device '{word}'.{Suggestion.DidYouMean(word, [Auto, Cpu, Cuda])}", Known);
        var count = countCuda();
        if (count == 0) throw new HarnessException("There is no CUDA device, or this libtorch was built without CUDA.", "Use --device cpu, or a machine that has one.");
        if (index < count) return Name(index);
        var there = count == 1 ? "one CUDA device, cuda:0" : string.Create(CultureInfo.InvariantCulture, $"{count} CUDA devices, cuda:0 to cuda:{count - 1}");
        throw new HarnessException($"There is no device '{word}': this machine has {there}.", "Name one of these.");
    }

    private static int? IndexOf(string word) => word.Split(':') switch
    {
        [Cuda] => 0,
        [Cuda, var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) => index,
        _ => null,
    };

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"{Cuda}:{index}");

    private static int CountCuda()
    {
        if (!TorchLibrary.HasCuda) return 0;
        TorchLibrary.Load();
        return cuda.is_available() ? cuda.device_count() : 0;
    }
}
