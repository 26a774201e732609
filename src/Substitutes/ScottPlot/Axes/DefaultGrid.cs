namespace ScottPlot.Grids;

/// <summary>Lines through the data at the ticks of the bottom and left axes.</summary>
public class DefaultGrid(IXAxis xAxis, IYAxis yAxis) : IGrid
{
    public bool IsVisible { get; set; } = true;

    public IXAxis XAxis { get; set; } = xAxis;

    public IYAxis YAxis { get; set; } = yAxis;

    public GridStyle XAxisStyle { get; set; } = new();

    public GridStyle YAxisStyle { get; set; } = new();

    public Color MajorLineColor
    {
        get => XAxisStyle.MajorLineStyle.Color;
        set
        {
            XAxisStyle.MajorLineStyle.Color = value;
            YAxisStyle.MajorLineStyle.Color = value;
        }
    }

    public Color MinorLineColor
    {
        set
        {
            XAxisStyle.MinorLineStyle.Color = value;
            YAxisStyle.MinorLineStyle.Color = value;
        }
    }

    public float MajorLineWidth
    {
        set
        {
            XAxisStyle.MajorLineStyle.Width = value;
            YAxisStyle.MajorLineStyle.Width = value;
        }
    }

    public float MinorLineWidth
    {
        set
        {
            XAxisStyle.MinorLineStyle.Width = value;
            YAxisStyle.MinorLineStyle.Width = value;
        }
    }

    public LinePattern MajorLinePattern
    {
        set
        {
            XAxisStyle.MajorLineStyle.Pattern = value;
            YAxisStyle.MajorLineStyle.Pattern = value;
        }
    }

    void IGrid.Render(RenderPack pack)
    {
        if (!IsVisible)
            return;
        Render(pack, XAxis, XAxisStyle);
        Render(pack, YAxis, YAxisStyle);
    }

    private static void Render(RenderPack pack, IAxis axis, GridStyle style)
    {
        if (!style.IsVisible || !axis.HasBeenSet)
            return;
        PixelRect data = pack.DataRect;
        foreach (Tick tick in axis.TickGenerator.Ticks)
        {
            double position = axis.GetPixel(tick.Position, data);
            (Pixel start, Pixel end) = axis.Edge.IsVertical()
                ? (new Pixel(data.Left, position), new Pixel(data.Right, position))
                : (new Pixel(position, data.Top), new Pixel(position, data.Bottom));
            pack.Canvas.StrokeCrisp(start, end, tick.IsMajor ? style.MajorLineStyle : style.MinorLineStyle);
        }
    }
}
