namespace ScottPlot.Panels;

/// <summary>The title above the data.</summary>
public class TitlePanel : IPanel
{
    private const double VerticalPadding = 10;
    private const double SidePadding = 5;

    public bool IsVisible { get; set; } = true;

    public Edge Edge => Edge.Top;

    public float MinimumSize { get; set; } = 0;

    public float MaximumSize { get; set; } = float.MaxValue;

    public LabelStyle Label { get; } = new() { FontSize = 16, Bold = true, Alignment = Alignment.LowerCenter };

    double IPanel.Measure(PixelRect figure, PixelRect data, TextMeasurer text) =>
        IsVisible && !string.IsNullOrWhiteSpace(Label.Text)
            ? Label.Measure(text, GetWrappedText(figure, text)).Height + VerticalPadding
            : 0;

    void IPanel.Render(RenderPack pack, double size, double offset)
    {
        if (!IsVisible)
            return;
        string text = GetWrappedText(pack.FigureRect, pack.Canvas.Text);
        double halfWidth = Label.Measure(pack.Canvas.Text, text).Width / 2 + SidePadding;
        PixelRect figure = pack.FigureRect;
        // Over the data, but a title wider than the data stays inside the figure.
        double x = halfWidth * 2 >= figure.Width
            ? figure.CenterX
            : Math.Clamp(pack.DataRect.CenterX, figure.Left + halfWidth, figure.Right - halfWidth);
        Label.Render(pack.Canvas, new Pixel(x, pack.DataRect.Top - offset), text);
    }

    private string GetWrappedText(PixelRect figure, TextMeasurer text) =>
        text.Wrap(Label.Text, Label.Font, figure.Width - 2 * SidePadding);
}
