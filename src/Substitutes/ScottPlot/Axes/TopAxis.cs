namespace ScottPlot.AxisPanels;

/// <summary>An axis at the top of the data.</summary>
public class TopAxis : XAxisBase
{
    public TopAxis()
    {
        LabelRotation = 0;
    }

    public override Edge Edge => Edge.Top;
}
