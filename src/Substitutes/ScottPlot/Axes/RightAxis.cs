namespace ScottPlot.AxisPanels;

/// <summary>An axis at the right of the data.</summary>
public class RightAxis : YAxisBase
{
    public RightAxis()
    {
        LabelRotation = 90;
    }

    public override Edge Edge => Edge.Right;
}
