using System.Runtime.CompilerServices;
using Harness.Libtorch;

namespace Harness.Tests;

/// <summary>Tests use TorchSharp as the program does: after Harness has loaded libtorch.</summary>
internal static class LoadedTorch
{
#pragma warning disable CA2255 // No entry point of the tests' own comes before every test.
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Load() => TorchLibrary.Load();
}
