namespace ScottPlot;

/// <summary>The plots of a multiplot; new ones take the backgrounds of the first.</summary>
public class SubplotCollection
{
    private readonly List<Plot> _plots = [];

    public int Count => _plots.Count;

    public void Add(Plot plot)
    {
        _plots.Add(plot);
        plot.FigureBackground.Color = _plots[0].FigureBackground.Color;
        plot.DataBackground.Color = _plots[0].DataBackground.Color;
    }

    public void Remove(Plot plot) => _plots.Remove(plot);

    public void RemoveAt(int index) => _plots.RemoveAt(index);

    public Plot GetPlot(int index) => _plots[index];

    public Plot[] GetPlots() => [.. _plots];
}
