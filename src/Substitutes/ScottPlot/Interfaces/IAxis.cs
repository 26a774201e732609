namespace ScottPlot;

/// <summary>An axis: its range, its label and its ticks.</summary>
public interface IAxis : IPanel
{
    double Min { get; set; }

    double Max { get; set; }

    LabelStyle Label { get; }

    LabelStyle TickLabelStyle { get; set; }

    ITickGenerator TickGenerator { get; set; }

    TickMarkStyle MajorTickStyle { get; set; }

    TickMarkStyle MinorTickStyle { get; set; }

    LineStyle FrameLineStyle { get; }

    void SetTicks(double[] xs, string[] labels);

    internal bool HasBeenSet { get; }

    internal double GetPixel(double position, PixelRect data);

    internal void RegenerateTicks(double length, TextMeasurer text);

    /// <summary>The box around all tick labels of the image, or null where there are none.</summary>
    internal PixelRect? GetTickLabelBounds(PixelRect data, double offset, TextMeasurer text);
}

/// <summary>A horizontal axis.</summary>
public interface IXAxis : IAxis
{
}

/// <summary>A vertical axis.</summary>
public interface IYAxis : IAxis
{
}
