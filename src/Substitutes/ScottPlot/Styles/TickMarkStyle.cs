namespace ScottPlot;

/// <summary>How the marks of ticks are drawn.</summary>
public class TickMarkStyle
{
    public float Length;
    public float Width;
    public bool Hairline;
    public Color Color;
    public bool AntiAlias;
    public LinePattern Pattern = LinePattern.Solid;

    internal LineStyle LineStyle => new(Width, Color, Pattern) { Hairline = Hairline };
}
