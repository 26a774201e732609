namespace ScottPlot;

/// <summary>Gives several plots the limits of the first of them.</summary>
public class MultiplotSharedAxisManager
{
    private Plot[] _withSharedX = [];
    private Plot[] _withSharedY = [];

    public void ShareX(IEnumerable<Plot> plots) => _withSharedX = [.. plots];

    public void ShareY(IEnumerable<Plot> plots) => _withSharedY = [.. plots];

    /// <summary>Copies the limits as they are: limits not set yet remain for each plot to find.</summary>
    public void UpdateSharedPlotAxisLimits()
    {
        foreach (Plot plot in _withSharedX.Skip(1))
            plot.Axes.SetLimitsX(_withSharedX[0].Axes.GetLimits());
        foreach (Plot plot in _withSharedY.Skip(1))
            plot.Axes.SetLimitsY(_withSharedY[0].Axes.GetLimits());
    }
}
