using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace SixLabors.ImageSharp;

/// <summary>An image of one frame, whatever its pixel format.</summary>
public abstract partial class Image : IDisposable
{
    private bool _isDisposed;

    private protected Image(Configuration configuration, PixelTypeInfo pixelType, ImageMetadata metadata, Size size)
    {
        Configuration = configuration;
        PixelType = pixelType;
        Metadata = metadata;
        Size = size;
    }

    public Configuration Configuration { get; }

    public PixelTypeInfo PixelType { get; }

    public ImageMetadata Metadata { get; }

    public Size Size { get; internal set; }

    public int Width => Size.Width;

    public int Height => Size.Height;

    public Rectangle Bounds => new(0, 0, Width, Height);

    public Image<TPixel2> CloneAs<TPixel2>()
        where TPixel2 : unmanaged, IPixel<TPixel2>
        => CloneAs<TPixel2>(Configuration);

    public abstract Image<TPixel2> CloneAs<TPixel2>(Configuration configuration)
        where TPixel2 : unmanaged, IPixel<TPixel2>;

    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public void Save(Stream stream, IImageEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(encoder);
        EnsureNotDisposed();
        Encode(stream, encoder);
    }

    public Task SaveAsync(Stream stream, IImageEncoder encoder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(encoder);
        EnsureNotDisposed();
        return EncodeAsync(stream, encoder, cancellationToken);
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        Dispose(true);
        GC.SuppressFinalize(this);
        _isDisposed = true;
    }

    protected abstract void Dispose(bool disposing);

    internal abstract void Encode(Stream stream, IImageEncoder encoder);

    internal abstract Task EncodeAsync(Stream stream, IImageEncoder encoder, CancellationToken cancellationToken);

    /// <summary>Runs operations on this image, or on a copy of it.</summary>
    internal abstract Image Process(Configuration configuration, Action<IImageProcessingContext> operation, bool mutate);

    internal void EnsureNotDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);
}
