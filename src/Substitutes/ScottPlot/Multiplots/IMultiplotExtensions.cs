namespace ScottPlot;

/// <summary>Adds, finds and saves the plots of a multiplot.</summary>
public static class IMultiplotExtensions
{
    public static Plot AddPlot(this IMultiplot multiplot)
    {
        Plot plot = new();
        multiplot.AddPlot(plot);
        return plot;
    }

    public static void AddPlot(this IMultiplot multiplot, Plot plot) => multiplot.Subplots.Add(plot);

    public static void RemovePlot(this IMultiplot multiplot, Plot plot) => multiplot.Subplots.Remove(plot);

    /// <summary>Adds or removes plots at the end until there are this many.</summary>
    public static void AddPlots(this IMultiplot multiplot, int total)
    {
        while (multiplot.Subplots.Count < total)
            multiplot.AddPlot();
        while (multiplot.Subplots.Count > Math.Max(0, total))
            multiplot.Subplots.RemoveAt(multiplot.Subplots.Count - 1);
    }

    public static int Count(this IMultiplot multiplot) => multiplot.Subplots.Count;

    public static Plot GetPlot(this IMultiplot multiplot, int index) => multiplot.Subplots.GetPlot(index);

    public static Plot[] GetPlots(this IMultiplot multiplot) => multiplot.Subplots.GetPlots();

    public static Image Render(this IMultiplot multiplot, int width, int height)
    {
        CairoCanvas canvas = new(width, height);
        try
        {
            multiplot.Render(canvas, new PixelRect(0, 0, width, height));
            return new Image(canvas, width, height);
        }
        catch
        {
            canvas.Dispose();
            throw;
        }
    }

    public static SavedImageInfo SavePng(this IMultiplot multiplot, string filename, int width = 800, int height = 600)
    {
        using Image image = multiplot.Render(width, height);
        return image.SavePng(filename);
    }
}
