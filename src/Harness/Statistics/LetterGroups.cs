namespace Harness.Statistics;

/// <summary>Groups of things that cannot be told apart, as letters: two that share a letter differ by no more than chance explains, two that share none
/// differ or were not compared (H.-P. Piepho, <em>An algorithm for a letter-based representation of all-pairwise comparisons</em>, Journal of Computational and Graphical
/// Statistics 13, 2004).</summary>
/// <remarks>Piepho divides groups pair by pair. What he arrives at are all groups of which no two members are apart and to which none can be added; they are found one
/// after the other here, each in a time that does not depend on how many there are (D. S. Johnson, M. Yannakakis and C. H. Papadimitriou, <em>On generating all maximal
/// independent sets</em>, Information Processing Letters 27, 1988).</remarks>
public static class LetterGroups
{
    /// <summary>As many as have names of one or two letters. Some differences give exponentially many groups.</summary>
    public const int Maximum = LettersOfAlphabet + (LettersOfAlphabet * LettersOfAlphabet);

    private const int LettersOfAlphabet = 26;

    /// <summary>Finds the groups.</summary>
    /// <param name="count">The number of things, the best first.</param>
    /// <param name="apart">Whether two of them, the better one first, must not share a group: they differ, or were not compared.</param>
    /// <returns>The groups, each of the places of its members in ascending order; the group of the best comes first. No group is part of another. Null where there are
    /// more than <see cref="Maximum"/>, which would be of no use.</returns>
    public static IReadOnlyList<IReadOnlyList<int>>? Of(int count, Func<int, int, bool> apart)
    {
        if (count == 0) return [];
        var alike = Alike(count, apart);
        var groups = new List<IReadOnlyList<int>>();
        var waiting = new SortedSet<int[]>(Comparer<int[]>.Create(ComparePlaces)) { Complete(alike, []) };
        while (waiting.Min is { } group)
        {
            waiting.Remove(group);
            groups.Add(group);
            foreach (var next in Neighbors(alike, group))
            {
                // What comes before has been found.
                if (ComparePlaces(next, group) > 0) waiting.Add(next);
            }
            if (groups.Count + waiting.Count > Maximum) return null;
        }
        return groups;
    }

    /// <summary>The name of a group.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <returns>a … z, then aa, ab and so on.</returns>
    public static string Letter(int index) => (index < LettersOfAlphabet ? "" : Letter((index / LettersOfAlphabet) - 1)) + (char)('a' + (index % LettersOfAlphabet));

    private static PlaceSet[] Alike(int count, Func<int, int, bool> apart)
    {
        PlaceSet[] alike = [.. Enumerable.Range(0, count).Select(_ => new PlaceSet(count))];
        for (var first = 0; first < count; first++)
        {
            for (var second = first + 1; second < count; second++)
            {
                if (apart(first, second)) continue;
                alike[first].Add(second);
                alike[second].Add(first);
            }
        }
        return alike;
    }

    // One for each thing that is not in the group: those before it that are like it stay.
    private static IEnumerable<int[]> Neighbors(PlaceSet[] alike, int[] group) => Enumerable.Range(0, alike.Length).Except(group)
        .Select(place => Complete(alike, [.. group.Where(member => member < place && alike[place].Contains(member)), place]));

    // Adds what is like all members until nothing is: the lowest places first, which gives the first in order of all groups that have these members.
    private static int[] Complete(PlaceSet[] alike, List<int> members)
    {
        var candidates = LikeAll(alike, members);
        while (candidates.Lowest() is { } place)
        {
            members.Add(place);
            candidates.IntersectWith(alike[place]);
        }
        members.Sort();
        return [.. members];
    }

    private static PlaceSet LikeAll(PlaceSet[] alike, List<int> members)
    {
        if (members.Count == 0) return All(alike.Length);
        var candidates = alike[members[0]].Copy();
        foreach (var member in members.Skip(1)) candidates.IntersectWith(alike[member]);
        return candidates;
    }

    private static PlaceSet All(int count)
    {
        var all = new PlaceSet(count);
        for (var place = 0; place < count; place++) all.Add(place);
        return all;
    }

    private static int ComparePlaces(int[] one, int[] other) => one.AsSpan().SequenceCompareTo(other);
}
