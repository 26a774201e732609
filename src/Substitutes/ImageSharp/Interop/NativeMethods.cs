using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.Interop;

/// <summary>The functions of <c>libharness_image.so</c>, described in <c>native/harness_image.h</c>.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "harness_image";

    [LibraryImport(Library, EntryPoint = "harness_image_probe")]
    internal static partial NativeStatus Probe(byte* data, nuint length, NativeImageInfo* info);

    [LibraryImport(Library, EntryPoint = "harness_jpeg_decode")]
    internal static partial NativeStatus DecodeJpeg(byte* data, nuint length, int channels, int denominator, byte* output, nuint outputLength, NativeImageInfo* info);

    [LibraryImport(Library, EntryPoint = "harness_png_decode")]
    internal static partial NativeStatus DecodePng(byte* data, nuint length, int channels, byte* output, nuint outputLength, NativeImageInfo* info);

    [LibraryImport(Library, EntryPoint = "harness_jpeg_encode")]
    internal static partial NativeStatus EncodeJpeg(
        byte* pixels, int width, int height, int channels, int quality, int subsampling,
        byte* exif, nuint exifLength, byte** encoded, nuint* encodedLength, NativeImageInfo* info);

    [LibraryImport(Library, EntryPoint = "harness_png_encode")]
    internal static partial NativeStatus EncodePng(
        byte* pixels, int width, int height, int channels, int level,
        byte* exif, nuint exifLength, byte** encoded, nuint* encodedLength, NativeImageInfo* info);

    [LibraryImport(Library, EntryPoint = "harness_image_free")]
    internal static partial void Free(byte* encoded);
}
