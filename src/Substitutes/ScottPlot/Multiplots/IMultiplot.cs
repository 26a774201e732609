namespace ScottPlot;

/// <summary>Several plots in one image.</summary>
public interface IMultiplot
{
    SubplotCollection Subplots { get; }

    IMultiplotLayout Layout { get; set; }

    MultiplotSharedAxisManager SharedAxes { get; }

    internal void Render(Canvas canvas, PixelRect figure);
}
