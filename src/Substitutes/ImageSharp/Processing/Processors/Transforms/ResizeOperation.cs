using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>Scales a part of the image, or all of it, onto a canvas.</summary>
internal sealed class ResizeOperation : IOperation
{
    private readonly ResizeOptions _options;
    private readonly ResizeLayout _layout;
    private readonly Rectangle _sourcePart;

    /// <exception cref="ArgumentException">The sampler is not a struct, or the part is not inside the image.</exception>
    internal ResizeOperation(ResizeOptions options, Size source, Rectangle? sourcePart = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Sampler);
        if (!options.Sampler.GetType().IsValueType) throw new ArgumentException("Type must be a struct.", nameof(options));
        var whole = new Rectangle(default, source);
        _sourcePart = sourcePart ?? whole;
        if (_sourcePart.Width <= 0 || _sourcePart.Height <= 0 || !whole.Contains(_sourcePart))
            throw new ArgumentException($"The source rectangle {_sourcePart} is not inside the image of {source}.", nameof(sourcePart));
        _options = options;
        _layout = ResizeLayout.Calculate(source, options);
    }

    public void Apply<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (_layout.Canvas == image.Size && _layout.Image == _sourcePart) return;
        var target = new PixelBuffer<TPixel>(_layout.Canvas.Width, _layout.Canvas.Height);
        target.Pixels.Fill(Background<TPixel>());
        var visible = Rectangle.Intersect(_layout.Image, new Rectangle(default, _layout.Canvas));
        if (_options.Sampler is NearestNeighborResampler) CopyNearest(image.Buffer, target, visible);
        else Resample(image.Buffer, target, visible);
        image.Replace(target);
    }

    private TPixel Background<TPixel>()
        where TPixel : unmanaged, IPixel<TPixel>
        => _options.Mode is ResizeMode.Pad or ResizeMode.BoxPad && _options.PadColor != default ? _options.PadColor.ToPixel<TPixel>() : default;

    private void Resample<TPixel>(PixelBuffer<TPixel> source, PixelBuffer<TPixel> target, Rectangle visible)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var filter = new SeparableFilter(
            KernelMap.ForResize(_options.Sampler, _sourcePart.Width, _layout.Image.Width),
            KernelMap.ForResize(_options.Sampler, _sourcePart.Height, _layout.Image.Height),
            new PixelRow(_options.PremultiplyAlpha, _options.Compand));
        filter.Apply(source, _sourcePart, target, _layout.Image.Location, visible);
    }

    /// <summary>In single precision and rounding down, as in the package: another precision picks other pixels.</summary>
    private void CopyNearest<TPixel>(PixelBuffer<TPixel> source, PixelBuffer<TPixel> target, Rectangle visible)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var factorX = _sourcePart.Width / (float)_layout.Image.Width;
        var factorY = _sourcePart.Height / (float)_layout.Image.Height;
        for (var y = visible.Top; y < visible.Bottom; y++)
        {
            var sourceRow = source.Row((int)(((y - _layout.Image.Y) * factorY) + _sourcePart.Y));
            var targetRow = target.Row(y);
            for (var x = visible.Left; x < visible.Right; x++)
                targetRow[x] = sourceRow[(int)(((x - _layout.Image.X) * factorX) + _sourcePart.X)];
        }
    }
}
