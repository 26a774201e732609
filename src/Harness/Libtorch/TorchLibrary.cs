using System.Runtime.InteropServices;
using Harness.Diagnostics;

namespace Harness.Libtorch;

/// <summary>Loads libtorch: the package's, or on Linux the one that the environment variable <c>LIBTORCH</c> names. It takes a third of a second.</summary>
/// <remarks>
/// TorchSharp would look for libtorch itself, but first in the places where the system keeps libraries, where another version may be, and where it
/// finds none that loads it prints pages of what it tried. So this comes before its first use.
/// </remarks>
public static class TorchLibrary
{
    private static readonly Lock Loading = new();
    private static readonly Lazy<LibtorchFolder> Chosen = new(() => LibtorchFolder.FromEnvironment() ?? LibtorchFolder.OfProgram());
    private static volatile bool _isLoaded;

    /// <summary>The version, such as <c>2.10.0</c> or <c>2.10.0+cu128</c>. Asking does not load the library.</summary>
    /// <exception cref="HarnessException"><c>LIBTORCH</c> names no folder with a libtorch that fits.</exception>
    public static string Version => Chosen.Value.Version;

    /// <summary>Whether the library can compute on a GPU, if there is one. Asking does not load the library.</summary>
    /// <exception cref="HarnessException"><c>LIBTORCH</c> names no folder with a libtorch that fits.</exception>
    public static bool HasCuda => Chosen.Value.HasCuda;

    /// <summary>Loads the library, once; called again it does nothing.</summary>
    /// <exception cref="HarnessException">It cannot be loaded.</exception>
    public static void Load()
    {
        if (_isLoaded) return;
        lock (Loading)
        {
            if (_isLoaded) return;
            ProcessSettings.Apply();
            // Elsewhere the system finds the library that computes, and nothing can be changed in it.
            if (!Processor.TellsItsCaches && !OperatingSystem.IsLinux()) ProcessSettings.AvoidCacheSizes();
            foreach (var library in Chosen.Value.Libraries())
            {
                var handle = Load(library);
                if (!Processor.TellsItsCaches) DoWithoutCaches(handle, library);
                OpenMp.FindIn(handle);
            }
            _isLoaded = true;
        }
    }

    private static void DoWithoutCaches(nint handle, string library)
    {
        // It cannot work without knowing the caches, asks for them again with every convolution, and complains each time.
        Nnpack.Enable(handle, false);
        if (Path.GetFileName(library) == LibtorchFolder.CpuLibrary && !OneDnnCaches.AssumeUsualSizes(handle, library)) ProcessSettings.AvoidCacheSizes();
    }

    private static nint Load(string library)
    {
        try
        {
            return NativeLibrary.Load(library);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new HarnessException($"libtorch cannot be loaded: {LoadFailure.Cause(exception.Message)}", LoadFailure.Remedy(exception.Message), exception);
        }
    }
}
