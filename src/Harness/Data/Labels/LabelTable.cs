namespace Harness.Data.Labels;

/// <summary>The labels that a file gives every image: its class, or others.</summary>
public sealed record LabelTable
{
    /// <summary>The file, as messages name it.</summary>
    public required string File { get; init; }

    /// <summary>The columns, at least one.</summary>
    public required IReadOnlyList<LabelColumn> Columns { get; init; }

    /// <summary>The rows, by the path of the image relative to the data folder; in a table of classes the file extension may be left out.</summary>
    public required IReadOnlyDictionary<string, LabelRow> Rows { get; init; }

    /// <summary>SHA-256 over columns and rows, in hexadecimal: equal if they say the same about the same images, in any order.</summary>
    public required string Hash { get; init; }
}

/// <summary>A column of a table of labels.</summary>
/// <param name="Name">Letters, digits, <c>-</c> and <c>_</c>, beginning with a letter; that of the classes may be any.</param>
/// <param name="Values">What is in it, each value once, in ordinal order.</param>
public sealed record LabelColumn(string Name, IReadOnlyList<string> Values);

/// <summary>A row of a table of labels.</summary>
/// <param name="Line">Where it is in the file, counted from 1.</param>
/// <param name="Values">For each column an index into its values.</param>
public sealed record LabelRow(int Line, IReadOnlyList<int> Values);
