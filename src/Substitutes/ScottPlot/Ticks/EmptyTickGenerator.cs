namespace ScottPlot.TickGenerators;

/// <summary>No ticks.</summary>
public class EmptyTickGenerator : ITickGenerator
{
    public Tick[] Ticks { get; } = [];

    public int MaxTickCount { get; set; } = 50;

    void ITickGenerator.Regenerate(CoordinateRange range, Edge edge, double length, TextMeasurer text, LabelStyle labelStyle)
    {
    }
}
