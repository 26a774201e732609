using System.Runtime.InteropServices;

namespace Harness.Libtorch;

/// <summary>NNPACK, with which libtorch computes some convolutions of few images on processors. TorchSharp has no switch for it.</summary>
internal static unsafe class Nnpack
{
    // at::globalContext(), at::Context::setUserEnabledNNPACK(bool) and at::Context::userEnabledNNPACK(), as GCC and Clang name them.
    private const string Context = "_ZN2at13globalContextEv", SetUserEnabled = "_ZN2at7Context20setUserEnabledNNPACKEb", UserEnabled = "_ZNK2at7Context17userEnabledNNPACKEv";

    /// <summary>Says whether libtorch may use NNPACK; without a call it may. Where libtorch has no such function, as on Windows, which has no NNPACK, nothing happens.</summary>
    /// <param name="library">The handle of a loaded library of libtorch, or of one that needs it.</param>
    /// <param name="isEnabled">Whether it may.</param>
    public static void Enable(nint library, bool isEnabled)
    {
        if (!NativeLibrary.TryGetExport(library, Context, out var context) || !NativeLibrary.TryGetExport(library, SetUserEnabled, out var set)) return;
        ((delegate* unmanaged<nint, byte, void>)set)(((delegate* unmanaged<nint>)context)(), isEnabled ? (byte)1 : (byte)0);
    }

    /// <summary>Whether libtorch may use NNPACK.</summary>
    /// <param name="library">As in <see cref="Enable"/>.</param>
    /// <returns>Whether it may; false if it has no NNPACK.</returns>
    public static bool IsEnabled(nint library) =>
        NativeLibrary.TryGetExport(library, Context, out var context) && NativeLibrary.TryGetExport(library, UserEnabled, out var get)
            && ((delegate* unmanaged<nint, byte>)get)(((delegate* unmanaged<nint>)context)()) != 0;
}
