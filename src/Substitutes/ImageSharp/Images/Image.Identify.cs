using SixLabors.ImageSharp.Formats;

namespace SixLabors.ImageSharp;

/// <content>Size and format without decoding the pixels.</content>
public abstract partial class Image
{
    public static ImageInfo Identify(string path) => Identify(DecoderOptions.Default, path);

    public static ImageInfo Identify(DecoderOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var file = EncodedBytes.Open(path);
        return Identify(options, file);
    }

    public static ImageInfo Identify(Stream stream) => Identify(DecoderOptions.Default, stream);

    public static ImageInfo Identify(DecoderOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = EncodedBytes.Read(stream);
        return Decoding.Identify(options, bytes.Span);
    }

    public static ImageInfo Identify(ReadOnlySpan<byte> buffer) => Identify(DecoderOptions.Default, buffer);

    /// <exception cref="ArgumentNullException">The buffer is empty.</exception>
    public static ImageInfo Identify(DecoderOptions options, ReadOnlySpan<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(options);
        Decoding.RefuseEmpty(buffer, nameof(buffer));
        return Decoding.Identify(options, buffer);
    }

    public static Task<ImageInfo> IdentifyAsync(string path, CancellationToken cancellationToken = default)
        => IdentifyAsync(DecoderOptions.Default, path, cancellationToken);

    public static async Task<ImageInfo> IdentifyAsync(DecoderOptions options, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var file = EncodedBytes.OpenAsynchronous(path);
        return await IdentifyAsync(options, file, cancellationToken).ConfigureAwait(false);
    }

    public static Task<ImageInfo> IdentifyAsync(Stream stream, CancellationToken cancellationToken = default)
        => IdentifyAsync(DecoderOptions.Default, stream, cancellationToken);

    public static async Task<ImageInfo> IdentifyAsync(DecoderOptions options, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Decoding.Identify(options, bytes.Span);
    }

    public static IImageFormat DetectFormat(string path) => DetectFormat(DecoderOptions.Default, path);

    public static IImageFormat DetectFormat(DecoderOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var file = EncodedBytes.Open(path);
        return DetectFormat(options, file);
    }

    public static IImageFormat DetectFormat(Stream stream) => DetectFormat(DecoderOptions.Default, stream);

    /// <remarks>Leaves a stream that can seek where it was, so that it can be loaded next.</remarks>
    /// <exception cref="UnknownImageFormatException">The data begin with no known signature.</exception>
    public static IImageFormat DetectFormat(DecoderOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead) throw new NotSupportedException("Cannot read from the stream.");
        Span<byte> header = stackalloc byte[Decoding.HeaderLength];
        var count = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (stream.CanSeek) stream.Seek(-count, SeekOrigin.Current);
        return Decoding.DetectFormat(header[..count]);
    }

    public static IImageFormat DetectFormat(ReadOnlySpan<byte> buffer) => DetectFormat(DecoderOptions.Default, buffer);

    /// <exception cref="ArgumentNullException">The buffer is empty.</exception>
    /// <exception cref="UnknownImageFormatException">The data begin with no known signature.</exception>
    public static IImageFormat DetectFormat(DecoderOptions options, ReadOnlySpan<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(options);
        Decoding.RefuseEmpty(buffer, nameof(buffer));
        return Decoding.DetectFormat(buffer);
    }
}
