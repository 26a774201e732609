using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats;

/// <summary>A decoder with options of its own; the general ones are wrapped in their defaults.</summary>
public abstract class SpecializedImageDecoder<T> : ImageDecoder, ISpecializedImageDecoder<T>
    where T : ISpecializedDecoderOptions
{
    private protected SpecializedImageDecoder()
    {
    }

    public Image<TPixel> Decode<TPixel>(T options, Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = EncodedBytes.Read(stream);
        return Decode<TPixel>(options, bytes.Span);
    }

    public Image Decode(T options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = EncodedBytes.Read(stream);
        return Decode(options, bytes.Span);
    }

    public async Task<Image<TPixel>> DecodeAsync<TPixel>(T options, Stream stream, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Decode<TPixel>(options, bytes.Span);
    }

    public async Task<Image> DecodeAsync(T options, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Decode(options, bytes.Span);
    }

    internal abstract Image Decode(T options, ReadOnlySpan<byte> data);

    internal abstract Image<TPixel> Decode<TPixel>(T options, ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>;

    internal abstract T WithDefaults(DecoderOptions options);

    internal sealed override Image Decode(DecoderOptions options, ReadOnlySpan<byte> data) => Decode(WithDefaults(options), data);

    internal sealed override Image<TPixel> Decode<TPixel>(DecoderOptions options, ReadOnlySpan<byte> data)
        => Decode<TPixel>(WithDefaults(options), data);
}
