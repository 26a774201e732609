using Harness.Planning;
using Harness.Running.Epochs;

namespace Harness.Cli.Output;

/// <summary>The epochs of one seed as the lines of a tree. Consecutive epochs that differ only in their number share a line.</summary>
internal sealed class PlanTree
{
    private const int KeyDigits = 8;

    private readonly ILookup<string, EpochNode> _children;
    private readonly IReadOnlyDictionary<string, EpochStatus> _statuses;
    private readonly List<PlanTreeLine> _lines = [];

    private PlanTree(IEnumerable<EpochNode> nodes, IReadOnlyDictionary<string, EpochStatus> statuses)
    {
        _children = nodes.ToLookup(node => node.Parent?.Key ?? string.Empty);
        _statuses = statuses;
    }

    /// <summary>Makes the lines.</summary>
    /// <param name="nodes">The epochs of one seed, parents before children.</param>
    /// <param name="statuses">What a run would do with them.</param>
    /// <returns>The lines, from the top.</returns>
    public static IReadOnlyList<PlanTreeLine> LinesOf(IEnumerable<EpochNode> nodes, IReadOnlyDictionary<string, EpochStatus> statuses)
    {
        var tree = new PlanTree(nodes, statuses);
        tree.AddAll([.. tree._children[string.Empty]], string.Empty);
        return tree._lines;
    }

    private void AddAll(IReadOnlyList<EpochNode> siblings, string indent)
    {
        foreach (var (place, node) in siblings.Index())
        {
            var isLast = place == siblings.Count - 1;
            var last = LastAlike(node);
            _lines.Add(new(indent + (isLast ? "└── " : "├── "), Number(node, last), _statuses[node.Key], node.IsShared, Key(node, last), [.. node.Techniques.Select(name => name.ReplaceLineEndings(" "))]));
            AddAll([.. _children[last.Key]], indent + (isLast ? "    " : "│   "));
        }
    }

    private EpochNode LastAlike(EpochNode node)
    {
        while (_children[node.Key].ToList() is [var only] && _statuses[only.Key] == _statuses[node.Key] && only.Techniques.SequenceEqual(node.Techniques)) node = only;
        return node;
    }

    private static string Number(EpochNode first, EpochNode last) =>
        first == last ? FormattableString.Invariant($"epoch {first.Epoch + 1}") : FormattableString.Invariant($"epochs {first.Epoch + 1}–{last.Epoch + 1}");

    private static string Key(EpochNode first, EpochNode last) => first == last ? Start(first.Key) : $"{Start(first.Key)}–{Start(last.Key)}";

    private static string Start(string key) => key[..Math.Min(KeyDigits, key.Length)];
}
