using System.Text;
using ScottPlot.Grids;
using ScottPlot.Panels;
using ScottPlot.Stylers;

namespace ScottPlot;

/// <summary>A chart: plottables, axes, title and legend, which can be saved as an image.</summary>
/// <remarks>
/// A subset of ScottPlot 5 with the same names, drawn by cairo. The same plot gives the same bytes every time.
/// Images are PNG, SVG or BMP; JPEG and WebP are refused.
/// </remarks>
public class Plot : IDisposable
{
    public BackgroundStyle FigureBackground = new() { Color = Colors.White };
    public BackgroundStyle DataBackground = new() { Color = Colors.Transparent };

    public Plot()
    {
        Axes = new AxisManager(this);
        Add = new PlottableAdder(this);
        Font = new FontStyler(this);
        Legend = new Legend(this);
        Layout = new LayoutManager(this);
    }

    public List<IPlottable> PlottableList { get; } = [];

    public PlottableAdder Add { get; }

    public AxisManager Axes { get; }

    public DefaultGrid Grid => Axes.DefaultGrid;

    public Legend Legend { get; set; }

    public FontStyler Font { get; }

    public LayoutManager Layout { get; private set; }

    /// <summary>2 draws everything twice as large, for screens and print of twice the resolution.</summary>
    public double ScaleFactor { get; set; } = 1;

    public IEnumerable<IPlottable> GetPlottables() => PlottableList;

    public IEnumerable<T> GetPlottables<T>()
        where T : IPlottable => PlottableList.OfType<T>();

    public void Remove(IPlottable plottable) => PlottableList.RemoveAll(other => ReferenceEquals(other, plottable));

    public void Remove<T>()
        where T : IPlottable => PlottableList.RemoveAll(plottable => plottable is T);

    public void Remove<T>(Func<T, bool> predicate)
        where T : IPlottable => PlottableList.RemoveAll(plottable => plottable is T item && predicate(item));

    public void Clear() => PlottableList.Clear();

    public void Clear<T>()
        where T : IPlottable => Remove<T>();

    public void MoveToFront(IPlottable plottable)
    {
        if (PlottableList.Remove(plottable))
            PlottableList.Add(plottable);
    }

    public void MoveToBack(IPlottable plottable)
    {
        if (PlottableList.Remove(plottable))
            PlottableList.Insert(0, plottable);
    }

    public void Title(bool show) => Axes.Title.IsVisible = show;

    public void Title(string? text = null, float? size = null)
    {
        Axes.Title.Label.Text = text ?? Axes.Title.Label.Text;
        Axes.Title.Label.FontSize = size ?? Axes.Title.Label.FontSize;
        Axes.Title.IsVisible = true;
    }

    public void XLabel(string label, float? size = null) => SetLabel(Axes.Bottom.Label, label, size);

    public void YLabel(string label, float? size = null) => SetLabel(Axes.Left.Label, label, size);

    public Legend ShowLegend()
    {
        Legend.IsVisible = true;
        return Legend;
    }

    public Legend ShowLegend(Alignment alignment)
    {
        Legend.Alignment = alignment;
        return ShowLegend();
    }

    public Legend ShowLegend(Alignment alignment, Orientation orientation)
    {
        Legend.Orientation = orientation;
        return ShowLegend(alignment);
    }

    public Legend ShowLegend(IEnumerable<LegendItem> items, Alignment location = Alignment.LowerRight)
    {
        Legend.ManualItems.Clear();
        Legend.ManualItems.AddRange(items);
        return ShowLegend(location);
    }

    /// <summary>Shows the legend beside the data instead of on it.</summary>
    public LegendPanel ShowLegend(Edge edge)
    {
        HideLegend();
        Legend.Orientation = edge.IsVertical() ? Orientation.Vertical : Orientation.Horizontal;
        LegendPanel panel = new(Legend) { Edge = edge, Alignment = Alignment.MiddleCenter };
        Axes.AddPanel(panel);
        return panel;
    }

    public Legend HideLegend()
    {
        Legend.IsVisible = false;
        return Legend;
    }

    public void ShowGrid() => Grid.IsVisible = true;

    public void HideGrid() => Grid.IsVisible = false;

    public void HideAxesAndGrid()
    {
        Axes.Frameless();
        HideGrid();
    }

    public void SetStyle(Plot otherPlot) => SetStyle(PlotStyle.FromPlot(otherPlot));

    public void SetStyle(PlotStyle style) => style.Apply(this);

    /// <summary>Saves in the format that the extension of the file names.</summary>
    public SavedImageInfo Save(string filePath, int width, int height) =>
        Save(filePath, width, height, ImageFormats.FromFilename(filePath));

    /// <exception cref="NotSupportedException">The format is JPEG or WebP.</exception>
    public SavedImageInfo Save(string filePath, int width, int height, ImageFormat format, int quality = 85)
    {
        if (format == ImageFormat.Svg)
            return SaveSvg(filePath, width, height);
        using Image image = GetImage(width, height);
        return image.Save(filePath, format, quality);
    }

    public SavedImageInfo SavePng(string filePath, int width, int height) => Save(filePath, width, height, ImageFormat.Png);

    public SavedImageInfo SaveSvg(string filePath, int width, int height)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(GetSvgXml(width, height));
        File.WriteAllBytes(filePath, bytes);
        return new SavedImageInfo(filePath, bytes.Length);
    }

    public Image GetImage(int width, int height)
    {
        CheckSize(width, height);
        CairoCanvas canvas = new(width, height);
        try
        {
            PlotRenderer.Render(this, canvas, new PixelRect(0, 0, width, height));
            return new Image(canvas, width, height);
        }
        catch
        {
            canvas.Dispose();
            throw;
        }
    }

    public byte[] GetImageBytes(int width, int height, ImageFormat format = ImageFormat.Bmp)
    {
        using Image image = GetImage(width, height);
        return image.GetImageBytes(format);
    }

    public string GetSvgXml(int width, int height)
    {
        CheckSize(width, height);
        using SvgCanvas canvas = new(width, height);
        PlotRenderer.Render(this, canvas, new PixelRect(0, 0, width, height));
        return canvas.GetXml();
    }

    public void Dispose()
    {
        PlottableList.Clear();
        GC.SuppressFinalize(this);
    }

    private static void SetLabel(LabelStyle style, string text, float? size)
    {
        style.Text = text;
        style.FontSize = size ?? style.FontSize;
    }

    private static void CheckSize(int width, int height)
    {
        if (width < 1)
            throw new ArgumentException($"{nameof(width)} must be greater than 0, not {width}.");
        if (height < 1)
            throw new ArgumentException($"{nameof(height)} must be greater than 0, not {height}.");
    }
}
