using System.Reflection;
using System.Runtime.InteropServices;

namespace ScottPlot.Native;

/// <summary>Finds the system's cairo library and the libpng that comes with it, and says how to install them where there are none.</summary>
internal static class CairoLibrary
{
    internal const string Name = "cairo";

    /// <summary>The environment variable that names another library file than the system's.</summary>
    internal const string PathVariable = "SCOTTPLOT_CAIRO_LIBRARY";

    private static readonly string[] SystemNames = ["libcairo.so.2", "libcairo.2.dylib", "libcairo-2.dll"];

    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(CairoLibrary).Assembly, Resolve);

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (libraryName is not (Name or PngLibrary.Name))
            return nint.Zero;

        string? chosen = libraryName == Name ? Environment.GetEnvironmentVariable(PathVariable) : null;
        string[] candidates = !string.IsNullOrEmpty(chosen) ? [chosen] : libraryName == Name ? SystemNames : PngLibrary.SystemNames;
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, searchPath, out nint handle))
                return handle;
        }

        throw new DllNotFoundException(
            $"Charts are drawn with cairo and written with libpng, and none of {string.Join(", ", candidates)} could be loaded. " +
            "On Debian or Ubuntu: apt-get install libcairo2 libpng16-16 fonts-dejavu-core. " +
            $"A cairo elsewhere can be named in {PathVariable}; a build with Stack=nuget needs no cairo.");
    }
}
