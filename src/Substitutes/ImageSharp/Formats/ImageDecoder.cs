using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace SixLabors.ImageSharp.Formats;

/// <summary>Decodes one format: the overloads on streams over those on bytes.</summary>
public abstract class ImageDecoder : IImageDecoder
{
    private protected ImageDecoder()
    {
    }

    public ImageInfo Identify(DecoderOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = EncodedBytes.Read(stream);
        return Identify(options, bytes.Span);
    }

    public async Task<ImageInfo> IdentifyAsync(DecoderOptions options, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Identify(options, bytes.Span);
    }

    public Image<TPixel> Decode<TPixel>(DecoderOptions options, Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = EncodedBytes.Read(stream);
        return Decode<TPixel>(options, bytes.Span);
    }

    public Image Decode(DecoderOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = EncodedBytes.Read(stream);
        return Decode(options, bytes.Span);
    }

    public async Task<Image<TPixel>> DecodeAsync<TPixel>(DecoderOptions options, Stream stream, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Decode<TPixel>(options, bytes.Span);
    }

    public async Task<Image> DecodeAsync(DecoderOptions options, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Decode(options, bytes.Span);
    }

    internal abstract ImageInfo Identify(DecoderOptions options, ReadOnlySpan<byte> data);

    internal abstract Image Decode(DecoderOptions options, ReadOnlySpan<byte> data);

    internal abstract Image<TPixel> Decode<TPixel>(DecoderOptions options, ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>;

    /// <summary>Fits a decoded image into the target box; not at all where one side already has its length, as in the package.</summary>
    private protected static void ScaleToTargetSize(DecoderOptions options, Image image)
    {
        if (options.TargetSize is not { } target || image.Width == target.Width || image.Height == target.Height) return;
        image.Mutate(context => context.Resize(new ResizeOptions { Size = target, Sampler = options.Sampler, Mode = ResizeMode.Max }));
    }
}
