namespace ScottPlot.Stylers;

/// <summary>Sets the fonts of a whole plot.</summary>
public class FontStyler(Plot plot)
{
    /// <summary>Gives title, axes and legend the default font, DejaVu Sans, which has letters of most scripts.</summary>
    public void Automatic()
    {
        plot.Axes.Title.Label.FontName = Fonts.Default;
        plot.Legend.FontName = Fonts.Default;
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.Label.FontName = Fonts.Default;
            axis.TickLabelStyle.FontName = Fonts.Default;
        }
    }
}
