namespace ScottPlot;

/// <summary>How a line runs from one point to the next.</summary>
public enum ConnectStyle
{
    Straight,
    StepHorizontal,
    StepVertical,
}
