namespace SixLabors.ImageSharp.Interop;

/// <summary>Spans in, spans out: the native functions with their statuses turned into the package's exceptions.</summary>
internal static unsafe class NativeCodec
{
    internal static NativeImageInfo Probe(ReadOnlySpan<byte> data)
    {
        NativeImageInfo info;
        fixed (byte* bytes = data)
        {
            ThrowUnlessOk(NativeMethods.Probe(bytes, (nuint)data.Length, &info), info);
        }

        return info;
    }

    /// <summary>Decodes a JPEG at 1/<paramref name="denominator"/> of its size, rounded up.</summary>
    /// <param name="output">Exactly height × width × channels bytes; channels 3, or 1 for a grey JPEG.</param>
    internal static void DecodeJpeg(ReadOnlySpan<byte> data, int channels, int denominator, Span<byte> output)
    {
        NativeImageInfo info;
        fixed (byte* bytes = data, target = output)
        {
            ThrowUnlessOk(NativeMethods.DecodeJpeg(bytes, (nuint)data.Length, channels, denominator, target, (nuint)output.Length, &info), info);
        }
    }

    /// <param name="output">Exactly height × width × channels bytes; channels 3 or 4, or 1 for a grey PNG.</param>
    internal static void DecodePng(ReadOnlySpan<byte> data, int channels, Span<byte> output)
    {
        NativeImageInfo info;
        fixed (byte* bytes = data, target = output)
        {
            ThrowUnlessOk(NativeMethods.DecodePng(bytes, (nuint)data.Length, channels, target, (nuint)output.Length, &info), info);
        }
    }

    /// <param name="subsampling">444, 422, 420, 411, or 0 to store the channels as they are.</param>
    internal static void EncodeJpeg(
        ReadOnlySpan<byte> pixels, Size size, int channels, int quality, int subsampling, ReadOnlySpan<byte> exif, Stream target)
    {
        NativeImageInfo info;
        byte* encoded = null;
        nuint length;
        fixed (byte* source = pixels, exifBytes = exif)
        {
            ThrowUnlessOk(
                NativeMethods.EncodeJpeg(
                    source, size.Width, size.Height, channels, quality, subsampling, exifBytes, (nuint)exif.Length, &encoded, &length, &info),
                info);
        }

        WriteAndFree(encoded, length, target);
    }

    internal static void EncodePng(ReadOnlySpan<byte> pixels, Size size, int channels, int level, ReadOnlySpan<byte> exif, Stream target)
    {
        NativeImageInfo info;
        byte* encoded = null;
        nuint length;
        fixed (byte* source = pixels, exifBytes = exif)
        {
            ThrowUnlessOk(
                NativeMethods.EncodePng(source, size.Width, size.Height, channels, level, exifBytes, (nuint)exif.Length, &encoded, &length, &info),
                info);
        }

        WriteAndFree(encoded, length, target);
    }

    private static void WriteAndFree(byte* encoded, nuint length, Stream target)
    {
        try
        {
            target.Write(new ReadOnlySpan<byte>(encoded, checked((int)length)));
        }
        finally
        {
            NativeMethods.Free(encoded);
        }
    }

    private static void ThrowUnlessOk(NativeStatus status, in NativeImageInfo info)
    {
        switch (status)
        {
            case NativeStatus.Ok: return;
            case NativeStatus.UnknownFormat: throw UnknownImageFormatException.NoDecoder();
            case NativeStatus.Unsupported: throw new NotSupportedException($"This variant of the format cannot be decoded: {info.Message}.");
            case NativeStatus.OutOfMemory: throw new OutOfMemoryException($"No memory for an image of {info.Width}x{info.Height} pixels.");
            case NativeStatus.TooLarge:
                throw new InvalidImageContentException($"Cannot decode an image of {info.Width}x{info.Height} pixels: {info.Message}.");
            case NativeStatus.InvalidContent: throw new InvalidImageContentException($"The image is damaged: {info.Message}.");
            default: throw new InvalidOperationException($"The native image library was called wrongly: {info.Message}.");
        }
    }
}
