namespace ScottPlot.AxisPanels;

/// <summary>What the bottom and the top axis share.</summary>
public abstract class XAxisBase : AxisBase, IXAxis
{
    private protected override double TickLabelDistance => 2;

    private protected override (double Inside, double Outside) LabelPaddings => (4, 4);

    private protected override double EmptyLabelSize => 8;

    private protected override Alignment UprightTickLabelAlignment =>
        Edge == Edge.Bottom ? Alignment.UpperCenter : Alignment.LowerCenter;

    private int Outwards => Edge == Edge.Bottom ? 1 : -1;

    private protected override double GetPixel(double position, PixelRect data) =>
        data.Left + (position - Min) / (Max - Min) * data.Width;

    private protected override double GetBaseline(PixelRect data, double offset) =>
        Edge == Edge.Bottom ? data.Bottom + offset : data.Top - offset;

    private protected override Pixel GetPoint(double along, double outwards, PixelRect data, double offset) =>
        new(along, GetBaseline(data, offset) + Outwards * outwards);

    private protected override (double Inwards, double Outwards) GetTickLabelReach(PixelRect bounds) =>
        Edge == Edge.Bottom
            ? (Math.Max(0, -bounds.Top), Math.Max(0, bounds.Bottom))
            : (Math.Max(0, bounds.Bottom), Math.Max(0, -bounds.Top));

    private protected override void RenderFrame(RenderPack pack, double offset)
    {
        double y = GetBaseline(pack.DataRect, offset);
        pack.Canvas.StrokeCrisp(new Pixel(pack.DataRect.Left, y), new Pixel(pack.DataRect.Right, y), FrameLineStyle);
    }

    private protected override void RenderLabel(RenderPack pack, double size, double offset)
    {
        Label.Alignment = Edge == Edge.Bottom ? Alignment.LowerCenter : Alignment.UpperCenter;
        string text = GetWrappedLabel(pack.FigureRect, pack.Canvas.Text);
        double width = Label.Measure(pack.Canvas.Text, text).Width;
        double x = KeepInside(pack.DataRect.CenterX, width, pack.FigureRect.Left, pack.FigureRect.Right);
        Label.Render(pack.Canvas, GetPoint(x, size - LabelPaddings.Outside, pack.DataRect, offset), text);
    }
}
