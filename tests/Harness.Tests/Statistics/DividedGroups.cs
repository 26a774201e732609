namespace Harness.Tests.Statistics;

/// <summary>The groups of <see cref="Harness.Statistics.LetterGroups"/> as Piepho's article finds them: all things are one group, which every pair that is apart divides. What
/// other tests hold the faster way to.</summary>
internal static class DividedGroups
{
    /// <summary>Finds the groups.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(int count, Func<int, int, bool> apart)
    {
        if (count == 0) return [];
        List<SortedSet<int>> groups = [[.. Enumerable.Range(0, count)]];
        for (var first = 0; first < count; first++)
        {
            for (var second = first + 1; second < count; second++)
            {
                if (apart(first, second)) groups = WithoutParts([.. groups.SelectMany(group => Divided(group, first, second))]);
            }
        }
        return [.. groups.Select(group => group.ToArray()).Order(Comparer<int[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other)))];
    }

    private static IEnumerable<SortedSet<int>> Divided(SortedSet<int> group, int first, int second) => group.Contains(first) && group.Contains(second)
        ? [[.. group.Where(member => member != first)], [.. group.Where(member => member != second)]]
        : [group];

    private static List<SortedSet<int>> WithoutParts(List<SortedSet<int>> groups) =>
    [
        .. groups.Where((group, index) => !groups.Where((other, place) =>
            place != index && group.IsSubsetOf(other) && (other.Count > group.Count || place < index)).Any()),
    ];
}
