using System.Runtime.CompilerServices;
using Harness.Libtorch;

namespace Harness.Tests;

/// <summary>Tests use TorchSharp as the program does: after the harness has loaded libtorch.</summary>
internal static class LoadedTorch
{
#pragma warning disable CA2255 // A test assembly has no entry point of its own.
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Load() => TorchLibrary.Load();
}
