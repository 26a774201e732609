namespace Harness.Synthetic.Drawing;

/// <summary>A square picture that is being drawn. Positions run from 0 to 1 for any number of pixels.</summary>
/// <remarks>
/// What is sharp is drawn with twice the pixels of the finished picture in either direction, so that what is finer than a pixel becomes
/// its mean.
/// </remarks>
internal sealed class Canvas
{
    private readonly Rgb[] _pixels;
    private readonly int _side;
    private readonly int _oversampling;

    /// <param name="size">The side of the finished picture, in pixels.</param>
    /// <param name="oversampling">How many pixels are drawn for one of the picture in either direction.</param>
    public Canvas(int size, int oversampling)
    {
        Size = size;
        _oversampling = oversampling;
        _side = size * oversampling;
        _pixels = new Rgb[_side * _side];
    }

    public int Size { get; }

    /// <summary>Begins with another picture, which was drawn with fewer pixels: a background that is out of focus needs no more.</summary>
    /// <param name="background">With the same size, drawn with one pixel for each.</param>
    public void Begin(Canvas background)
    {
        for (var i = 0; i < _pixels.Length; i++)
            _pixels[i] = background._pixels[(i / _side / _oversampling * Size) + (i % _side / _oversampling)];
    }

    /// <summary>Covers everything.</summary>
    public void Fill(Paint paint) => Fill(0, 1, paint);

    /// <summary>Covers the rows between two heights.</summary>
    public void Fill(float top, float bottom, Paint paint)
    {
        for (var y = Row(top); y < Row(bottom); y++)
        {
            for (var x = 0; x < _side; x++) _pixels[(y * _side) + x] = paint(Center(x, y));
        }
    }

    /// <summary>Changes every pixel by its place and color.</summary>
    public void Change(Func<Point, Rgb, Rgb> change)
    {
        for (var i = 0; i < _pixels.Length; i++) _pixels[i] = change(Center(i % _side, i / _side), _pixels[i]);
    }

    public void Draw(Shape shape, Rgb color, float opacity = 1, float softness = 0) => Draw(shape, _ => color, opacity, softness);

    /// <summary>Draws a shape with smooth edges.</summary>
    /// <param name="shape">What; parts outside the picture are cut off.</param>
    /// <param name="paint">Asked for covered pixels only.</param>
    /// <param name="opacity">1 hides what is behind.</param>
    /// <param name="softness">The width of a blurred edge, for shadows.</param>
    public void Draw(Shape shape, Paint paint, float opacity = 1, float softness = 0)
    {
        var (least, greatest) = shape.Bounds;
        var margin = softness + (1f / _side);
        var sharpness = 1 / MathF.Max(softness, 1f / _side);
        var (left, right) = (Row(least.X - margin), Row(greatest.X + margin));
        for (var y = Row(least.Y - margin); y < Row(greatest.Y + margin); y++)
        {
            for (var x = left; x < right; x++)
            {
                var at = Center(x, y);
                var coverage = Math.Clamp(0.5f - (shape.Distance(at) * sharpness), 0, 1) * opacity;
                if (coverage <= 0) continue;
                ref var pixel = ref _pixels[(y * _side) + x];
                pixel = Rgb.Mix(pixel, paint(at), coverage);
            }
        }
    }

    /// <summary>Blurs what is drawn so far: it is out of focus.</summary>
    /// <param name="radius">How many pixels to either side flow into each, three times over: nearly a bell; 0 for none.</param>
    public void Blur(int radius)
    {
        if (radius == 0) return;
        var copy = new Rgb[_side];
        for (var line = 0; line < _side; line++)
        {
            for (var pass = 0; pass < 3; pass++) Smooth(_pixels.AsSpan(line * _side), copy, 1, radius);
        }
        for (var line = 0; line < _side; line++)
        {
            for (var pass = 0; pass < 3; pass++) Smooth(_pixels.AsSpan(line), copy, _side, radius);
        }
    }

    /// <summary>The finished picture: rows from the top, one mean a pixel.</summary>
    public Rgb[] Downsample()
    {
        var result = new Rgb[Size * Size];
        for (var i = 0; i < _pixels.Length; i++)
        {
            ref var target = ref result[(i / _side / _oversampling * Size) + (i % _side / _oversampling)];
            target += _pixels[i] * (1f / (_oversampling * _oversampling));
        }
        return result;
    }

    // A mean that moves along one row or column; beyond the ends, the end values continue.
    private void Smooth(Span<Rgb> line, Rgb[] copy, int stride, int radius)
    {
        for (var i = 0; i < _side; i++) copy[i] = line[i * stride];
        var sum = copy[0] * (radius + 1);
        for (var i = 1; i <= radius; i++) sum += copy[i];
        for (var i = 0; i < _side; i++)
        {
            line[i * stride] = sum * (1f / ((2 * radius) + 1));
            sum += copy[Math.Min(_side - 1, i + radius + 1)] + (copy[Math.Max(0, i - radius)] * -1);
        }
    }

    private int Row(float place) => Math.Clamp((int)MathF.Ceiling((place * _side) - 0.5f), 0, _side);

    private Point Center(int x, int y) => new((x + 0.5f) / _side, (y + 0.5f) / _side);
}
