namespace ScottPlot.AxisPanels;

/// <summary>An axis at the left of the data.</summary>
public class LeftAxis : YAxisBase
{
    public LeftAxis()
    {
        LabelRotation = -90;
    }

    public override Edge Edge => Edge.Left;
}
