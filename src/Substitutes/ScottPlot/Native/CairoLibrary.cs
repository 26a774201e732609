using System.Reflection;
using System.Runtime.InteropServices;

namespace ScottPlot.Native;

/// <summary>Finds the system's cairo library, and says how to install it where there is none.</summary>
internal static class CairoLibrary
{
    internal const string Name = "cairo";

    /// <summary>The environment variable that names another library file than the system's.</summary>
    internal const string PathVariable = "SCOTTPLOT_CAIRO_LIBRARY";

    private static readonly string[] SystemNames = ["libcairo.so.2", "libcairo.2.dylib", "libcairo-2.dll"];

    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(CairoLibrary).Assembly, Resolve);

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (libraryName != Name)
            return nint.Zero;

        string? chosen = Environment.GetEnvironmentVariable(PathVariable);
        string[] candidates = string.IsNullOrEmpty(chosen) ? SystemNames : [chosen];
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, searchPath, out nint handle))
                return handle;
        }

        throw new DllNotFoundException(
            $"Charts are drawn with cairo, and none of {string.Join(", ", candidates)} could be loaded. " +
            "On Debian or Ubuntu: apt-get install libcairo2 fonts-dejavu-core. " +
            $"A library elsewhere can be named in {PathVariable}; a build with Stack=nuget needs no cairo.");
    }
}
