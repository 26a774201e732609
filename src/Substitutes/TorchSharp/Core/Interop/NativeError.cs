using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Turns failures of native calls into exceptions.</summary>
internal static unsafe class NativeError
{
    /// <summary>The failure that the last native call on this thread reported, with libtorch's message without its C++ backtrace.</summary>
    public static ExternalException Last() => new(Marshal.PtrToStringUTF8((nint)NativeMethods.ht_last_error()));

    /// <summary>Throws where a native call reported failure by a negative number.</summary>
    public static void ThrowIfFailed(int status)
    {
        if (status < 0) throw Last();
    }

    /// <summary>Throws where a native call reported failure by a null pointer; passes other pointers through.</summary>
    public static nint ThrowIfNull(nint handle) => handle != 0 ? handle : throw Last();
}
