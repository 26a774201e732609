using System.Runtime.InteropServices;

namespace ScottPlot.Native;

/// <summary>The part of libpng 1.6's simplified interface that writes. cairo brings the library along.</summary>
/// <remarks>Source: section "Simplified API" of the libpng manual.</remarks>
internal static unsafe partial class PngLibrary
{
    internal const string Name = "png16";
    internal const uint Version = 1;
    internal const uint FormatBgr = 0x12, FormatBgra = 0x13;
    // Rows unfiltered and lightly compressed: on flat colours that is as small, and several times faster.
    internal const uint FlagFast = 2;

    // CairoLibrary finds it, which is ready as soon as there is something to encode.
    internal static readonly string[] SystemNames = ["libpng16.so.16", "libpng16.16.dylib", "libpng16-16.dll"];

    [StructLayout(LayoutKind.Sequential)]
    internal struct Image
    {
        internal nint Opaque;
        internal uint Version, Width, Height, Format, Flags, ColormapEntries, WarningOrError;
        internal fixed byte Message[64];
    }

    [LibraryImport(Name)]
    internal static partial int png_image_write_to_memory(
        Image* image, byte* memory, nuint* bytes, int convertTo8Bit, byte* pixels, int rowStride, nint colormap);
}
