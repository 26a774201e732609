namespace ScottPlot;

/// <summary>A condition that axis limits must meet.</summary>
public interface IAxisRule
{
    internal void Apply(PixelRect data);
}
