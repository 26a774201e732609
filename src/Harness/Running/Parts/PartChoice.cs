using System.Globalization;

namespace Harness.Running.Parts;

/// <summary>Which part of a suite a process trains.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Count">The number of parts that the suite is cut into.</param>
public sealed record PartChoice(int Number, int Count)
{
    /// <summary>The place of the part among those of one split. Where a suite has several splits and fewer pieces than parts, the parts take turns.</summary>
    /// <param name="split">Which split, from 0.</param>
    /// <param name="pieces">The maximum number of parts that the plan of a split can be cut into.</param>
    /// <returns>Counted from 0.</returns>
    public int PlaceIn(int split, int pieces) => (int)((Number - 1 + ((long)split * (Count - Math.Min(pieces, Count)))) % Count);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
