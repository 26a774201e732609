namespace ScottPlot.Rendering;

/// <summary>Draws the shape of a marker.</summary>
internal static class MarkerPainter
{
    // An equilateral triangle with sides of 1: its centre lies this far from the corners and from the sides.
    private const double CornerDistance = 0.57735026919, SideDistance = 0.28867513459;

    internal static void Draw(Canvas canvas, Pixel center, MarkerStyle style)
    {
        if (!style.IsVisible || style.Shape == MarkerShape.None || style.Size <= 0 || !center.IsReal)
            return;

        (PixelPath? outline, PixelPath? strokes) = GetPaths(style.Shape, center, style.Size / 2.0);
        if (outline is not null && style.Shape.IsFilled())
        {
            if (style.FillColor.Alpha > 0)
                canvas.Fill(outline, style.FillColor);
            canvas.Stroke(outline, style.OutlineStyle);
        }
        else if (outline is not null)
        {
            canvas.Stroke(outline, style.LineStyle);
        }

        if (strokes is not null)
            canvas.Stroke(strokes, style.LineStyle);
    }

    private static (PixelPath? Outline, PixelPath? Strokes) GetPaths(MarkerShape shape, Pixel c, double r) => shape switch
    {
        MarkerShape.FilledCircle or MarkerShape.OpenCircle => (PixelPath.Circle(c, r), null),
        MarkerShape.FilledSquare or MarkerShape.OpenSquare => (Square(c, r), null),
        MarkerShape.FilledTriangleUp or MarkerShape.OpenTriangleUp => (Triangle(c, r, -1), null),
        MarkerShape.FilledTriangleDown or MarkerShape.OpenTriangleDown => (Triangle(c, r, 1), null),
        MarkerShape.FilledDiamond or MarkerShape.OpenDiamond => (Diamond(c, r), null),
        MarkerShape.Eks => (null, Diagonals(new(), c, r)),
        MarkerShape.Cross => (null, Plus(new(), c, r)),
        MarkerShape.VerticalBar => (null, Segment(new(), c, 0, -r, 0, r)),
        MarkerShape.HorizontalBar => (null, Segment(new(), c, -r, 0, r, 0)),
        MarkerShape.TriUp => (null, Star(c, r, 1)),
        MarkerShape.TriDown => (null, Star(c, r, -1)),
        MarkerShape.Asterisk => (null, Diagonals(Plus(new(), c, r), c, r / Math.Sqrt(2))),
        MarkerShape.HashTag => (null, Hash(c, r)),
        MarkerShape.OpenCircleWithDot => (PixelPath.Circle(c, r), PixelPath.Circle(c, Math.Max(0.5, r / 8))),
        MarkerShape.OpenCircleWithCross => (PixelPath.Circle(c, r), Plus(new(), c, r)),
        MarkerShape.OpenCircleWithEks => (PixelPath.Circle(c, r), Diagonals(new(), c, r / Math.Sqrt(2))),
        _ => (null, null),
    };

    private static PixelPath Square(Pixel c, double r) => PixelPath.Rectangle(new PixelRect(c.X - r, c.Y - r, c.X + r, c.Y + r));

    private static PixelPath Diamond(Pixel c, double r) =>
        PixelPath.Polygon([c.Moved(r, 0), c.Moved(0, r), c.Moved(-r, 0), c.Moved(0, -r)]);

    private static PixelPath Triangle(Pixel c, double r, int direction) => PixelPath.Polygon(
    [
        c.Moved(0, direction * 2 * r * CornerDistance),
        c.Moved(r, -direction * 2 * r * SideDistance),
        c.Moved(-r, -direction * 2 * r * SideDistance),
    ]);

    private static PixelPath Star(Pixel c, double r, int direction)
    {
        PixelPath path = Segment(new(), c, 0, 0, 0, direction * 2 * r * CornerDistance);
        Segment(path, c, 0, 0, r, -direction * 2 * r * SideDistance);
        return Segment(path, c, 0, 0, -r, -direction * 2 * r * SideDistance);
    }

    private static PixelPath Plus(PixelPath path, Pixel c, double r) => Segment(Segment(path, c, -r, 0, r, 0), c, 0, -r, 0, r);

    private static PixelPath Diagonals(PixelPath path, Pixel c, double r) => Segment(Segment(path, c, -r, -r, r, r), c, -r, r, r, -r);

    private static PixelPath Hash(Pixel c, double r)
    {
        PixelPath path = Segment(Segment(new(), c, -r / 2, -r, -r / 2, r), c, r / 2, -r, r / 2, r);
        return Segment(Segment(path, c, -r, -r / 2, r, -r / 2), c, -r, r / 2, r, r / 2);
    }

    private static PixelPath Segment(PixelPath path, Pixel c, double x1, double y1, double x2, double y2) =>
        path.MoveTo(c.Moved(x1, y1)).LineTo(c.Moved(x2, y2));
}
