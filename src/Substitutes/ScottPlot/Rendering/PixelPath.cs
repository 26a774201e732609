namespace ScottPlot.Rendering;

/// <summary>An outline of lines and curves in pixels, which every canvas can fill and stroke.</summary>
internal sealed class PixelPath
{
    // How far the control points of a quarter circle lie along its tangents: 4/3 (sqrt(2) - 1).
    private const double QuarterCircle = 0.5522847498307936;

    // cairo keeps coordinates as 24.8 fixed point; far-off points must not wrap around.
    private const double Limit = 1e6;

    private readonly List<PathVerb> _verbs = [];
    private readonly List<Pixel> _points = [];

    internal IReadOnlyList<PathVerb> Verbs => _verbs;

    internal IReadOnlyList<Pixel> Points => _points;

    internal bool IsEmpty => _verbs.Count == 0;

    internal static PixelPath Line(Pixel from, Pixel to) => new PixelPath().MoveTo(from).LineTo(to);

    internal static PixelPath Rectangle(PixelRect rect) => new PixelPath()
        .MoveTo(new(rect.Left, rect.Top))
        .LineTo(new(rect.Right, rect.Top))
        .LineTo(new(rect.Right, rect.Bottom))
        .LineTo(new(rect.Left, rect.Bottom))
        .Close();

    internal static PixelPath Polygon(IEnumerable<Pixel> corners)
    {
        PixelPath path = new();
        foreach (Pixel corner in corners)
            path.MoveOrLineTo(corner);
        return path.IsEmpty ? path : path.Close();
    }

    internal static PixelPath Circle(Pixel center, double radius)
    {
        double control = radius * QuarterCircle;
        (double x, double y) = center;
        return new PixelPath()
            .MoveTo(new(x + radius, y))
            .CurveTo(new(x + radius, y + control), new(x + control, y + radius), new(x, y + radius))
            .CurveTo(new(x - control, y + radius), new(x - radius, y + control), new(x - radius, y))
            .CurveTo(new(x - radius, y - control), new(x - control, y - radius), new(x, y - radius))
            .CurveTo(new(x + control, y - radius), new(x + radius, y - control), new(x + radius, y))
            .Close();
    }

    internal PixelPath MoveTo(Pixel point) => Add(PathVerb.Move, point);

    internal PixelPath LineTo(Pixel point) => Add(PathVerb.Line, point);

    internal PixelPath MoveOrLineTo(Pixel point) => IsEmpty ? MoveTo(point) : LineTo(point);

    internal PixelPath CurveTo(Pixel control1, Pixel control2, Pixel end) => Add(PathVerb.Curve, control1, control2, end);

    internal PixelPath Close() => Add(PathVerb.Close);

    private PixelPath Add(PathVerb verb, params ReadOnlySpan<Pixel> points)
    {
        _verbs.Add(verb);
        foreach (Pixel point in points)
            _points.Add(new Pixel(Math.Clamp(point.X, -Limit, Limit), Math.Clamp(point.Y, -Limit, Limit)));
        return this;
    }
}
