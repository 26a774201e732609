namespace ScottPlot.MultiplotLayouts;

/// <summary>Cells of equal size, filled row by row.</summary>
public class Grid(int rows, int columns) : IMultiplotLayout
{
    PixelRect[] IMultiplotLayout.GetSubplotRectangles(SubplotCollection subplots, PixelRect figure) =>
        [.. Enumerable.Range(0, subplots.Count).Select(i => GetCell(figure, i / columns, i % columns))];

    // Borders are rounded to whole pixels, so that cells meet without gaps.
    private PixelRect GetCell(PixelRect figure, int row, int column)
    {
        double X(int index) => figure.Left + Math.Round(figure.Width * index / columns);
        double Y(int index) => figure.Top + Math.Round(figure.Height * index / rows);
        return new PixelRect(X(column), Y(row), X(column + 1), Y(row + 1));
    }
}
