using ScottPlot.AxisPanels;

namespace ScottPlot.Panels;

/// <summary>A bar of the colours of a colour map with an axis of the values that they stand for.</summary>
public class ColorBar(IHasColorAxis source, Edge edge = Edge.Right) : IPanel
{
    private const int ColorCount = 256;

    public bool IsVisible { get; set; } = true;

    public IHasColorAxis Source { get; set; } = source;

    public Edge Edge { get; set; } = edge;

    public IAxis Axis { get; private set; } = edge switch
    {
        Edge.Left => new LeftAxis(),
        Edge.Right => new RightAxis(),
        Edge.Bottom => new BottomAxis(),
        _ => new TopAxis(),
    };

    public float Width { get; set; } = 30;

    public float MinimumSize { get; set; } = 0;

    public float MaximumSize { get; set; } = float.MaxValue;

    public string Label { get => Axis.Label.Text; set => Axis.Label.Text = value; }

    public LabelStyle LabelStyle => Axis.Label;

    double IPanel.Measure(PixelRect figure, PixelRect data, TextMeasurer text)
    {
        if (!IsVisible)
            return 0;
        GenerateTicks(data, text);
        return Width + Axis.Measure(figure, data, text);
    }

    void IPanel.Render(RenderPack pack, double size, double offset)
    {
        if (!IsVisible)
            return;
        RenderColors(pack.Canvas, GetBarRect(pack.DataRect, offset));
        GenerateTicks(pack.DataRect, pack.Canvas.Text);
        Axis.Render(pack, size - Width, offset + Width);
    }

    private PixelRect GetBarRect(PixelRect data, double offset) => Edge switch
    {
        Edge.Left => data with { Left = data.Left - offset - Width, Right = data.Left - offset },
        Edge.Right => data with { Left = data.Right + offset, Right = data.Right + offset + Width },
        Edge.Bottom => data with { Top = data.Bottom + offset, Bottom = data.Bottom + offset + Width },
        _ => data with { Top = data.Top - offset - Width, Bottom = data.Top - offset },
    };

    private void RenderColors(Canvas canvas, PixelRect bar)
    {
        uint[] colors = [.. Source.Colormap.GetColors(ColorCount).Select(color => color.PremultipliedARGB)];
        if (Edge.IsVertical())
        {
            Array.Reverse(colors);
            canvas.DrawImage(colors, 1, ColorCount, bar, smooth: false);
        }
        else
        {
            canvas.DrawImage(colors, ColorCount, 1, bar, smooth: false);
        }
    }

    private void GenerateTicks(PixelRect data, TextMeasurer text)
    {
        Range range = Source.GetRange();
        Axis.Min = range.Min;
        Axis.Max = range.Max;
        Axis.RegenerateTicks(Edge.IsVertical() ? data.Height : data.Width, text);
    }
}
