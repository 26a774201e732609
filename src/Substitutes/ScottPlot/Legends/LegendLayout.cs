namespace ScottPlot;

/// <summary>Where the symbols and names of a legend lie, relative to its upper left corner.</summary>
internal sealed record LegendLayout(LegendItem[] Items, PixelRect[] Symbols, PixelRect[] Labels, PixelSize Size)
{
    /// <summary>Puts items below each other, or beside each other, and starts a new column or row where space ends.</summary>
    internal static LegendLayout Create(Legend legend, LegendItem[] items, PixelSize available, TextMeasurer text)
    {
        double width = available.Width - legend.Padding.Horizontal;
        double height = available.Height - legend.Padding.Vertical;
        PixelSize[] labels = [.. items.Select(item => item.LabelStyle.Measure(text, item.LabelText))];
        double symbolWidth = Math.Max(legend.SymbolWidth, items.Max(item => item.MarkerStyle.Size));
        double itemHeight = Math.Max(labels.Max(size => size.Height), items.Max(item => item.MarkerStyle.Size));
        double itemWidth = symbolWidth + legend.SymbolPadding + labels.Max(size => size.Width);
        double stepX = itemWidth + legend.InterItemPadding.Right;
        double stepY = itemHeight + legend.InterItemPadding.Bottom;

        // At least one item fits, however small the space is.
        int perLine = legend.Orientation == Orientation.Vertical
            ? Math.Max(1, (int)((height + legend.InterItemPadding.Bottom) / stepY))
            : Math.Max(1, (int)((width + legend.InterItemPadding.Right) / stepX));
        PixelRect[] symbolRects = new PixelRect[items.Length];
        PixelRect[] labelRects = new PixelRect[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            (int column, int row) = legend.Orientation == Orientation.Vertical ? (i / perLine, i % perLine) : (i % perLine, i / perLine);
            double left = legend.Padding.Left + column * stepX;
            double top = legend.Padding.Top + row * stepY;
            symbolRects[i] = new PixelRect(left, top, left + symbolWidth, top + itemHeight);
            labelRects[i] = new PixelRect(left + symbolWidth + legend.SymbolPadding, top, left + itemWidth, top + itemHeight);
        }

        PixelSize size = new(
            labelRects.Max(rect => rect.Right) + legend.Padding.Right,
            labelRects.Max(rect => rect.Bottom) + legend.Padding.Bottom);
        return new LegendLayout(items, symbolRects, labelRects, size);
    }
}
