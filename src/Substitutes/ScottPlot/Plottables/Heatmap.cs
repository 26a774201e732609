namespace ScottPlot.Plottables;

/// <summary>A table of numbers as colours; row 0 is at the top, and cell centres lie on whole numbers.</summary>
public class Heatmap(double[,] intensities) : IPlottable, IHasColorAxis
{
    private double _opacity = 1;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public double[,] Intensities { get; set; } = intensities;

    public IColormap Colormap { get; set; } = new Colormaps.Viridis();

    public Range? ManualRange { get; set; } = null;

    /// <summary>The centres of the outermost cells.</summary>
    public CoordinateRect? Extent { get; set; } = null;

    public CoordinateRect? Position { get => Extent; set => Extent = value; }

    /// <summary>Which point of a cell lies at its coordinates.</summary>
    public Alignment CellAlignment { get; set; } = Alignment.MiddleCenter;

    public bool FlipVertically { get; set; } = false;

    public bool FlipHorizontally { get; set; } = false;

    public bool FlipRows { get => FlipVertically; set => FlipVertically = value; }

    public bool FlipColumns { get => FlipHorizontally; set => FlipHorizontally = value; }

    public bool Smooth { get; set; } = false;

    public Color NaNCellColor { get; set; } = Colors.Transparent;

    public double Opacity { get => _opacity; set => _opacity = Math.Clamp(value, 0, 1); }

    public double CellWidth
    {
        get => Columns == 0 ? 1 : GetFullExtent().Width / Columns;
        set
        {
            CoordinateRect full = GetFullExtent();
            Extent = new CoordinateRect(full.Left, full.Left + value * (Columns - 1), full.Bottom, full.Top - CellHeight);
        }
    }

    public double CellHeight
    {
        get => Rows == 0 ? 1 : GetFullExtent().Height / Rows;
        set
        {
            CoordinateRect full = GetFullExtent();
            Extent = new CoordinateRect(full.Left, full.Right - CellWidth, full.Bottom, full.Bottom + value * (Rows - 1));
        }
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    private int Rows => Intensities.GetLength(0);

    private int Columns => Intensities.GetLength(1);

    /// <summary>The range of the colours: the manual one, else that of the finite intensities, else 0 to 1.</summary>
    public Range GetRange()
    {
        if (ManualRange is { } manual)
            return manual;
        double[] finite = [.. Intensities.Cast<double>().Where(double.IsFinite)];
        return finite.Length == 0 ? new Range(0, 1) : new Range(finite.Min(), finite.Max());
    }

    /// <summary>The package needs this after changes to <see cref="Intensities"/>; here every image reads them anew.</summary>
    public void Update() => _ = GetRange();

    public AxisLimits GetAxisLimits() => new(GetAlignedExtent());

    void IPlottable.Render(RenderPack pack)
    {
        if (Intensities.Length == 0)
            return;
        CoordinateRect extent = GetAlignedExtent();
        bool flipRows = FlipVertically ^ IsDrawnInverted(extent.Bottom, extent.Top, Axes.YAxis);
        bool flipColumns = FlipHorizontally ^ IsDrawnInverted(extent.Left, extent.Right, Axes.XAxis);
        uint[] pixels = GetPixels(flipRows, flipColumns);
        pack.Canvas.DrawImage(pixels, Columns, Rows, pack.GetPixelRect(Axes, extent), Smooth);
    }

    // The picture is drawn upright, so an inverted axis or extent turns the table itself.
    private static bool IsDrawnInverted(double low, double high, IAxis axis) => (low > high) ^ (axis.Min > axis.Max);

    private uint[] GetPixels(bool flipRows, bool flipColumns)
    {
        Range range = GetRange();
        uint[] pixels = new uint[Rows * Columns];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                double value = Intensities[flipRows ? Rows - 1 - row : row, flipColumns ? Columns - 1 - column : column];
                pixels[row * Columns + column] = GetColor(value, range).PremultipliedARGB;
            }
        }

        return pixels;
    }

    private Color GetColor(double value, Range range)
    {
        Color color = double.IsNaN(value) ? NaNCellColor : Colormap.GetColor(value, range);
        return Opacity == 1 ? color : color.WithAlpha((byte)(color.Alpha * Opacity));
    }

    private CoordinateRect GetAlignedExtent()
    {
        CoordinateRect full = GetFullExtent();
        double dX = -Math.Abs(CellWidth) * CellAlignment.HorizontalFraction();
        double dY = -Math.Abs(CellHeight) * CellAlignment.VerticalFraction();
        return new CoordinateRect(full.Left + dX, full.Right + dX, full.Bottom + dY, full.Top + dY);
    }

    /// <summary>The extent made one cell larger, since the given one reaches from centre to centre.</summary>
    private CoordinateRect GetFullExtent()
    {
        if (Extent is not { } extent)
            return new CoordinateRect(0, Columns, 0, Rows);
        // A single row or column has no distance between cells: it takes the extent as it is, or one unit.
        double width = Columns > 1 ? extent.Width * Columns / (Columns - 1) : extent.Width == 0 ? 1 : extent.Width;
        double height = Rows > 1 ? extent.Height * Rows / (Rows - 1) : extent.Height == 0 ? 1 : extent.Height;
        return new CoordinateRect(
            width < 0 ? extent.Right - width : extent.Left,
            width < 0 ? extent.Right : extent.Left + width,
            height < 0 ? extent.Top - height : extent.Bottom,
            height < 0 ? extent.Top : extent.Bottom + height);
    }
}
