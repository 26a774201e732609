namespace Harness.Statistics;

/// <summary>Groups of things that cannot be told apart, as letters: two that share a letter differ by no more than chance explains, two that share none
/// differ or were not compared (H.-P. Piepho, <em>An algorithm for a letter-based representation of all-pairwise comparisons</em>, Journal of Computational and Graphical
/// Statistics 13, 2004).</summary>
public static class LetterGroups
{
    /// <summary>Finds the groups.</summary>
    /// <param name="count">The number of things, the best first.</param>
    /// <param name="apart">Whether two of them must not share a group: they differ, or were not compared.</param>
    /// <returns>The groups, each of the places of its members in ascending order; the group of the best comes first. No group is part of another.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(int count, Func<int, int, bool> apart)
    {
        if (count == 0) return [];
        List<SortedSet<int>> groups = [[.. Enumerable.Range(0, count)]];
        for (var first = 0; first < count; first++)
        {
            for (var second = first + 1; second < count; second++)
            {
                if (apart(first, second)) groups = Separate(groups, first, second);
            }
        }
        return [.. groups.Select(group => group.ToList()).OrderBy(group => group, Comparer<List<int>>.Create(ComparePlaces))];
    }

    /// <summary>The name of a group.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <returns>a … z, then aa, ab and so on.</returns>
    public static string Letter(int index) => (index < 26 ? "" : Letter((index / 26) - 1)) + (char)('a' + (index % 26));

    private static List<SortedSet<int>> Separate(List<SortedSet<int>> groups, int first, int second)
    {
        var parted = new List<SortedSet<int>>();
        foreach (var group in groups)
        {
            if (!group.Contains(first) || !group.Contains(second))
            {
                parted.Add(group);
                continue;
            }
            parted.Add([.. group.Where(member => member != first)]);
            parted.Add([.. group.Where(member => member != second)]);
        }
        return WithoutParts(parted);
    }

    private static List<SortedSet<int>> WithoutParts(List<SortedSet<int>> groups) =>
    [
        .. groups.Where((group, index) => !groups.Where((other, place) =>
            place != index && group.IsSubsetOf(other) && (other.Count > group.Count || place < index)).Any()),
    ];

    private static int ComparePlaces(List<int> one, List<int> other)
    {
        var different = one.Zip(other).FirstOrDefault(pair => pair.First != pair.Second);
        return different == default ? one.Count.CompareTo(other.Count) : different.First.CompareTo(different.Second);
    }
}
