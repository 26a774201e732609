namespace ScottPlot;

/// <summary>Decides where an axis has ticks.</summary>
public interface ITickGenerator
{
    /// <summary>The ticks of the last image.</summary>
    Tick[] Ticks { get; }

    int MaxTickCount { get; set; }

    /// <param name="range">What the axis shows.</param>
    /// <param name="edge">Where the axis is.</param>
    /// <param name="length">Its length in pixels.</param>
    internal void Regenerate(CoordinateRange range, Edge edge, double length, TextMeasurer text, LabelStyle labelStyle);
}
