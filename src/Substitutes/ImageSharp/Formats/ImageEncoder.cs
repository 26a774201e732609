using System.Buffers;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats;

/// <summary>Encodes to one format.</summary>
public abstract class ImageEncoder : IImageEncoder
{
    private protected ImageEncoder()
    {
    }

    /// <summary>Leaves out the EXIF profile.</summary>
    public bool SkipMetadata { get; init; }

    public void Encode<TPixel>(Image<TPixel> image, Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (!stream.CanWrite) throw new NotSupportedException("Cannot write to the stream.");
        EncodeTo(image, stream);
    }

    public async Task EncodeAsync<TPixel>(Image<TPixel> image, Stream stream, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var encoded = new MemoryStream();
        Encode(image, encoded);
        encoded.Position = 0;
        await encoded.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    internal abstract void EncodeTo<TPixel>(Image<TPixel> image, Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>;

    private protected ReadOnlySpan<byte> ExifOf(Image image) => SkipMetadata ? [] : image.Metadata.ExifProfile?.ToByteArray();

    /// <summary>Hands the pixels to <paramref name="write"/> as bytes of another format.</summary>
    private protected static void Converted<TPixel, TStored>(Image<TPixel> image, ReadOnlySpanAction<byte, Size> write)
        where TPixel : unmanaged, IPixel<TPixel>
        where TStored : unmanaged, IPixel<TStored>
    {
        var pixels = image.Buffer.Pixels;
        if (typeof(TPixel) == typeof(TStored))
        {
            write(MemoryMarshal.AsBytes(pixels), image.Size);
            return;
        }

        using var stored = new PixelBuffer<TStored>(image.Width, image.Height);
        PixelConversion.Convert<TPixel, TStored>(pixels, stored.Pixels);
        write(stored.Bytes, image.Size);
    }
}
