namespace ScottPlot;

/// <summary>An axis of another plot that takes its limits from one of this plot.</summary>
internal sealed record AxisLink(IAxis Source, IAxis Target)
{
    internal void Apply()
    {
        Target.Min = Source.Min;
        Target.Max = Source.Max;
    }
}
