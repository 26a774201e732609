using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Experiments.Reading.Grids;

/// <summary>A path into a technique file: keys, and positions in lists counted from 0, separated by dots. After the <c>train</c> of a phase all the
/// rest is one selector, dots included.</summary>
internal sealed partial class GridPath
{
    private GridPath(string text, IReadOnlyList<string> steps, SourceLocation location)
    {
        Text = text;
        Steps = steps;
        Location = location;
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>The keys and places, at least one.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>Where it is.</summary>
    public SourceLocation Location { get; }

    /// <summary>Whether it leads to the learning rate of a selector.</summary>
    public bool IsSelector => Steps is ["phases", _, "train", _];

    public static GridPath Parse(string text, SourceLocation location)
    {
        var train = TrainPattern().Match(text);
        return train.Success
            ? new GridPath(text, ["phases", train.Groups["phase"].Value, "train", train.Groups["selector"].Value], location)
            : new GridPath(text, text.Split('.'), location);
    }

    /// <summary>Whether another path leads to the same place or to a part of it.</summary>
    public bool Contains(GridPath other) => Steps.Count <= other.Steps.Count && Steps.SequenceEqual(other.Steps.Take(Steps.Count));

    /// <summary>Puts a value where the path leads; all else stays as it is. A key that is not there yet comes last in its mapping.</summary>
    /// <exception cref="GridPathException">The path leads nowhere.</exception>
    public YamlMapping Put(YamlMapping root, YamlNode value) => (YamlMapping)Put(root, 0, value);

    private YamlNode Put(YamlNode node, int depth, YamlNode value)
    {
        if (depth == Steps.Count) return value;
        return Expand(node, depth) switch
        {
            YamlMapping mapping => PutInto(mapping, depth, value),
            YamlSequence sequence => PutInto(sequence, depth, value),
            _ => throw new GridPathException($"'{Upto(depth)}' is {node.Kind} and has nothing in it"),
        };
    }

    private YamlMapping PutInto(YamlMapping mapping, int depth, YamlNode value)
    {
        var key = Steps[depth];
        if (mapping.Find(key) is { } entry)
        {
            var changed = entry with { Value = Put(entry.Value, depth + 1, value) };
            return new YamlMapping([.. mapping.Entries.Select(other => ReferenceEquals(other, entry) ? changed : other)], mapping.Location);
        }
        var there = mapping.Entries.Select(other => other.Key.Text).ToList();
        if (depth < Steps.Count - 1) throw Missing(depth, there);

        // Whether a key may be added is decided by the reader of the file; but a near miss of an existing key is a typo.
        if (!IsSelector && Suggestion.Nearest(key, there) is not null) throw Missing(depth, there);
        return new YamlMapping([.. mapping.Entries, new YamlEntry(new YamlScalar(key, true, Location), value)], mapping.Location);
    }

    private YamlSequence PutInto(YamlSequence sequence, int depth, YamlNode value)
    {
        var count = sequence.Items.Count;
        if (!int.TryParse(Steps[depth], NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place >= count)
        {
            throw new GridPathException(
                $"'{Upto(depth)}' is a list of {count}, and '{Steps[depth]}' is not a position in it", $"positions are counted from 0: 0 to {count - 1}");
        }
        return new YamlSequence([.. sequence.Items.Select((item, index) => index == place ? Put(item, depth + 1, value) : item)], sequence.Location);
    }

    private GridPathException Missing(int depth, IReadOnlyList<string> there) => depth == 0
        ? new($"neither the file nor its base nor the suite's defaults have '{Steps[0]}'", $"write '{Steps[0]}: …' beside the grid, which then replaces a part of it")
        : new($"there is no '{Steps[depth]}' in '{Upto(depth)}'.{Suggestion.DidYouMean(Steps[depth], there)}", $"there is: {string.Join(", ", there)}");

    // `optimizer: adam` is short for `optimizer: { name: adam }`, and so is `loss: nll`.
    private YamlNode Expand(YamlNode node, int depth) => node is YamlScalar { IsNull: false } && MayBeNameAlone(depth)
        ? new YamlMapping([new YamlEntry(new YamlScalar("name", true, node.Location), node)], node.Location)
        : node;

    private bool MayBeNameAlone(int depth) => (depth, Steps) is (1, ["optimizer" or "loss", ..]) or (3, ["phases", _, "objective", ..]);

    private string Upto(int depth) => string.Join('.', Steps.Take(depth));

    [GeneratedRegex(@"^phases\.(?<phase>[^.]*)\.train\.(?<selector>.+)$", RegexOptions.Singleline)]
    private static partial Regex TrainPattern();
}

/// <summary>A path leads nowhere; the message says where it ends.</summary>
internal sealed class GridPathException(string message, string? detail = null) : Exception(message)
{
    public string? Detail { get; } = detail;
}
