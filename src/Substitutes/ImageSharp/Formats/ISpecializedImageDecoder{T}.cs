using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats;

/// <summary>A decoder with options of its own.</summary>
public interface ISpecializedImageDecoder<T> : IImageDecoder
    where T : ISpecializedDecoderOptions
{
    Image<TPixel> Decode<TPixel>(T options, Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>;

    Image Decode(T options, Stream stream);

    Task<Image<TPixel>> DecodeAsync<TPixel>(T options, Stream stream, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel>;

    Task<Image> DecodeAsync(T options, Stream stream, CancellationToken cancellationToken = default);
}
