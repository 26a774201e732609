namespace ScottPlot.AxisPanels;

/// <summary>An axis at the bottom of the data.</summary>
public class BottomAxis : XAxisBase
{
    public BottomAxis()
    {
        LabelRotation = 0;
    }

    public override Edge Edge => Edge.Bottom;
}
