using System.Runtime.InteropServices;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace SixLabors.ImageSharp;

/// <summary>An image of a known pixel format.</summary>
public sealed class Image<TPixel> : Image
    where TPixel : unmanaged, IPixel<TPixel>
{
    private PixelBuffer<TPixel> _buffer;

    public Image(int width, int height)
        : this(Configuration.Default, width, height)
    {
    }

    public Image(int width, int height, TPixel backgroundColor)
        : this(Configuration.Default, width, height, backgroundColor)
    {
    }

    public Image(Configuration configuration, int width, int height)
        : this(configuration, width, height, default(TPixel))
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">A side is not positive.</exception>
    public Image(Configuration configuration, int width, int height, TPixel backgroundColor)
        : this(configuration, Allocate(width, height), new ImageMetadata())
        => _buffer.Pixels.Fill(backgroundColor);

    internal Image(Configuration configuration, PixelBuffer<TPixel> buffer, ImageMetadata metadata)
        : base(configuration, PixelTypeInfo.Create<TPixel>(), metadata, new Size(buffer.Width, buffer.Height))
        => _buffer = buffer;

    internal PixelBuffer<TPixel> Buffer
    {
        get
        {
            EnsureNotDisposed();
            return _buffer;
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The position is outside the image.</exception>
    public TPixel this[int x, int y]
    {
        get => Buffer.Pixels[Index(x, y)];
        set => Buffer.Pixels[Index(x, y)] = value;
    }

    /// <exception cref="ArgumentOutOfRangeException">The destination is too short.</exception>
    public void CopyPixelDataTo(Span<TPixel> destination)
    {
        var pixels = Buffer.Pixels;
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, pixels.Length, nameof(destination));
        pixels.CopyTo(destination);
    }

    /// <exception cref="ArgumentOutOfRangeException">The destination is too short.</exception>
    public void CopyPixelDataTo(Span<byte> destination) => CopyPixelDataTo(MemoryMarshal.Cast<byte, TPixel>(destination));

    public void ProcessPixelRows(PixelAccessorAction<TPixel> processPixels)
    {
        ArgumentNullException.ThrowIfNull(processPixels);
        processPixels(new PixelAccessor<TPixel>(Buffer));
    }

    public void ProcessPixelRows<TPixel2>(Image<TPixel2> image2, PixelAccessorAction<TPixel, TPixel2> processPixels)
        where TPixel2 : unmanaged, IPixel<TPixel2>
    {
        ArgumentNullException.ThrowIfNull(image2);
        ArgumentNullException.ThrowIfNull(processPixels);
        processPixels(new PixelAccessor<TPixel>(Buffer), new PixelAccessor<TPixel2>(image2.Buffer));
    }

    public void ProcessPixelRows<TPixel2, TPixel3>(
        Image<TPixel2> image2,
        Image<TPixel3> image3,
        PixelAccessorAction<TPixel, TPixel2, TPixel3> processPixels)
        where TPixel2 : unmanaged, IPixel<TPixel2>
        where TPixel3 : unmanaged, IPixel<TPixel3>
    {
        ArgumentNullException.ThrowIfNull(image2);
        ArgumentNullException.ThrowIfNull(image3);
        ArgumentNullException.ThrowIfNull(processPixels);
        processPixels(new PixelAccessor<TPixel>(Buffer), new PixelAccessor<TPixel2>(image2.Buffer), new PixelAccessor<TPixel3>(image3.Buffer));
    }

    /// <summary>All pixels as one block; not to be used after the image is disposed or changes its size.</summary>
    public bool DangerousTryGetSinglePixelMemory(out Memory<TPixel> memory)
    {
        memory = Buffer.Memory;
        return true;
    }

    public Image<TPixel> Clone() => Clone(Configuration);

    public Image<TPixel> Clone(Configuration configuration) => CloneAs<TPixel>(configuration);

    public override Image<TPixel2> CloneAs<TPixel2>(Configuration configuration)
    {
        var source = Buffer;
        var target = new PixelBuffer<TPixel2>(Width, Height);
        PixelConversion.Convert<TPixel, TPixel2>(source.Pixels, target.Pixels);
        return new Image<TPixel2>(configuration, target, Metadata.DeepClone());
    }

    public override string ToString() => $"Image<{typeof(TPixel).Name}>: {Width}x{Height}";

    /// <summary>Takes other pixels, perhaps of another size, and releases the old ones.</summary>
    internal void Replace(PixelBuffer<TPixel> buffer)
    {
        Buffer.Dispose();
        _buffer = buffer;
        Size = new Size(buffer.Width, buffer.Height);
    }

    internal override void Encode(Stream stream, IImageEncoder encoder) => encoder.Encode(this, stream);

    internal override Task EncodeAsync(Stream stream, IImageEncoder encoder, CancellationToken cancellationToken)
        => encoder.EncodeAsync(this, stream, cancellationToken);

    internal override Image<TPixel> Process(Configuration configuration, Action<IImageProcessingContext> operation, bool mutate)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(operation);
        EnsureNotDisposed();
        var target = mutate ? this : Clone(configuration);
        try
        {
            operation(new ImageProcessingContext<TPixel>(configuration, target));
        }
        catch when (!mutate)
        {
            target.Dispose();
            throw;
        }

        return target;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _buffer.Dispose();
    }

    private static PixelBuffer<TPixel> Allocate(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return new PixelBuffer<TPixel>(width, height);
    }

    private int Index(int x, int y)
    {
        if ((uint)x >= (uint)Width) throw new ArgumentOutOfRangeException(nameof(x));
        if ((uint)y >= (uint)Height) throw new ArgumentOutOfRangeException(nameof(y));
        return (y * Width) + x;
    }
}
