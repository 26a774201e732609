namespace Harness.Reporting;

/// <summary>The alignment of the cells of a column.</summary>
public enum ColumnAlignment
{
    /// <summary>Texts.</summary>
    Left,

    /// <summary>Numbers.</summary>
    Right,
}

/// <summary>One column of the comparison.</summary>
/// <param name="Title">The head of the column.</param>
/// <param name="Legend">What the column holds, in one sentence.</param>
/// <param name="Unit">The unit of its numbers; empty for none.</param>
/// <param name="Alignment">The alignment of its cells.</param>
/// <param name="Cell">The text of one technique's cell, unescaped: each printer escapes for its own format.</param>
public sealed record ResultColumn(
    string Title, string Legend, string Unit, ColumnAlignment Alignment, Func<TechniqueSummary, string> Cell)
{
    /// <summary>The title with the unit in parentheses, if there is one.</summary>
    public string Heading => Unit.Length == 0 ? Title : $"{Title} ({Unit})";

    /// <summary>Whether a cell holds a number for each finished run, with spaces between them, and not one for all.</summary>
    public bool IsList { get; init; }
}
