namespace ScottPlot;

/// <summary>Something at a side of the data area: an axis, the title, a colour bar.</summary>
public interface IPanel
{
    bool IsVisible { get; set; }

    float MinimumSize { get; set; }

    float MaximumSize { get; set; }

    Edge Edge { get; }

    /// <summary>The width of a panel at the left or right, the height of one at the bottom or top.</summary>
    internal double Measure(PixelRect figure, PixelRect data, TextMeasurer text);

    /// <param name="size">What was measured, within the minimum and maximum.</param>
    /// <param name="offset">How far from the data area the panel begins.</param>
    internal void Render(RenderPack pack, double size, double offset);
}
