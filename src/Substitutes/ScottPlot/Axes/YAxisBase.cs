namespace ScottPlot.AxisPanels;

/// <summary>What the left and the right axis share.</summary>
public abstract class YAxisBase : AxisBase, IYAxis
{
    private protected override double TickLabelDistance => 5;

    private protected override (double Inside, double Outside) LabelPaddings => (5, 4);

    private protected override double EmptyLabelSize => 10;

    private protected override Alignment UprightTickLabelAlignment =>
        Edge == Edge.Left ? Alignment.MiddleRight : Alignment.MiddleLeft;

    private int Outwards => Edge == Edge.Right ? 1 : -1;

    private protected override double GetPixel(double position, PixelRect data) =>
        data.Bottom - (position - Min) / (Max - Min) * data.Height;

    private protected override double GetBaseline(PixelRect data, double offset) =>
        Edge == Edge.Right ? data.Right + offset : data.Left - offset;

    private protected override Pixel GetPoint(double along, double outwards, PixelRect data, double offset) =>
        new(GetBaseline(data, offset) + Outwards * outwards, along);

    private protected override (double Inwards, double Outwards) GetTickLabelReach(PixelRect bounds) =>
        Edge == Edge.Right
            ? (Math.Max(0, -bounds.Left), Math.Max(0, bounds.Right))
            : (Math.Max(0, bounds.Right), Math.Max(0, -bounds.Left));

    private protected override void RenderFrame(RenderPack pack, double offset)
    {
        double x = GetBaseline(pack.DataRect, offset);
        // One width longer at the bottom, where it closes the corner with the bottom axis.
        double end = pack.DataRect.Bottom + pack.Canvas.StrokeWidth(FrameLineStyle.Width, FrameLineStyle.Hairline);
        pack.Canvas.StrokeCrisp(new Pixel(x, pack.DataRect.Top), new Pixel(x, end), FrameLineStyle);
    }

    private protected override void RenderLabel(RenderPack pack, double size, double offset)
    {
        Label.Alignment = Alignment.UpperCenter;
        string text = GetWrappedLabel(pack.FigureRect, pack.Canvas.Text);
        double length = Label.Measure(pack.Canvas.Text, text).Width;
        double y = KeepInside(pack.DataRect.CenterY, length, pack.FigureRect.Top, pack.FigureRect.Bottom);
        Label.Render(pack.Canvas, GetPoint(y, size - LabelPaddings.Outside, pack.DataRect, offset), text);
    }
}
