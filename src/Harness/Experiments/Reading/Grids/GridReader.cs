using System.Globalization;
using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Experiments.Reading.Grids;

/// <summary>Reads <c>grid</c>: paths into the technique with the values to try.</summary>
internal static class GridReader
{
    public const string Key = "grid";

    public const string Published = "published";

    // More trainings than this are a typo: at a minute each they would take most of a day.
    private const int MaximumVariants = 1000;

    private static readonly string[] Roots = ["batch_norm", "body", "early_stopping", "gradients", "head", "keep", "loss", "optimizer", "phases", "schedule", "weight_average"];

    /// <summary>Reads the grid of a file. What is wrong with it is reported and left out, so that the rest is checked too.</summary>
    /// <param name="root">The file, which has a grid.</param>
    /// <param name="below">What the file inherits from.</param>
    /// <param name="errors">Where to report.</param>
    public static Grid Read(YamlMapping root, IReadOnlyList<YamlMapping> below, DiagnosticBag errors)
    {
        var entry = root.Find(Key)!;
        if (root.Find(Published) is { } published)
            errors.Add(
                published.Key.Location, "a technique with a 'grid' has no 'published': it would appear beside every variant",
                "write the variant that was published as a separate technique");
        var axes = ReadAxes(entry, errors).Where(axis => IsPossible(root, below, axis, errors)).ToList();
        return new Grid(root, below, axes, CheckSize(entry.Key.Location, axes, errors) ? MaximumVariants : 1);
    }

    private static List<GridAxis> ReadAxes(YamlEntry grid, DiagnosticBag errors)
    {
        if (grid.Value is not YamlMapping { Entries.Count: > 0 } mapping)
        {
            var found = grid.Value is YamlMapping ? "an empty mapping" : grid.Value.Kind;
            errors.Add(grid.Value.Location, $"'grid' must map paths to lists of values, not {found}", "for example { optimizer.weight_decay: [0, 1e-4] }");
            return [];
        }
        var axes = mapping.Entries.Select(entry => ReadAxis(entry, errors)).OfType<GridAxis>().ToList();
        foreach (var axis in axes)
        {
            if (axes.Find(other => other != axis && other.Path.Contains(axis.Path)) is { } around)
                errors.Add(axis.Path.Location, $"'{axis.Path.Text}' is inside '{around.Path.Text}', which the grid replaces as a whole", $"that is at {around.Path.Location}");
        }
        return axes.FindAll(axis => !axes.Exists(other => other != axis && other.Path.Contains(axis.Path)));
    }

    private static GridAxis? ReadAxis(YamlEntry entry, DiagnosticBag errors)
    {
        var path = GridPath.Parse(entry.Key.Text, entry.Key.Location);
        var isKnown = IsKnown(path, errors);
        var values = entry.Value switch
        {
            YamlSequence sequence => [.. sequence.Items.Select(item => new GridValue(item, null))],
            YamlMapping mapping => mapping.Entries.Where(named => IsLabel(named.Key, errors)).Select(named => new GridValue(named.Value, named.Key.Text)).ToList(),
            _ => null,
        };
        if (values is null)
            errors.Add(entry.Value.Location, $"'{path.Text}' needs a list of values, not {entry.Value.Kind}", "for example [0, 1e-4]");
        else if (entry.Value is YamlSequence { Items.Count: 0 } or YamlMapping { Entries.Count: 0 })
            errors.Add(entry.Value.Location, $"'{path.Text}' has no values", "write the values to try: [0, 1e-4]");
        var distinct = WithoutDoubles(path, values ?? [], errors);
        return isKnown && distinct.Count > 0 ? new GridAxis(path, distinct) : null;
    }

    private static bool IsKnown(GridPath path, DiagnosticBag errors)
    {
        if (Roots.Contains(path.Steps[0])) return true;
        var meant = Suggestion.Nearest(path.Steps[0], Roots) is { } near ? $" Did you mean '{near}{path.Text[path.Steps[0].Length..]}'?" : string.Empty;
        errors.Add(path.Location, $"unknown path '{path.Text}' in the grid.{meant}", $"a path begins with one of: {string.Join(", ", Roots)}");
        return false;
    }

    private static bool IsLabel(YamlScalar key, DiagnosticBag errors)
    {
        if (!string.IsNullOrWhiteSpace(key.Text) && !key.Text.Any(char.IsControl)) return true;
        errors.Add(key.Location, "the name of a value is one line of text: it becomes a part of the technique's name");
        return false;
    }

    private static List<GridValue> WithoutDoubles(GridPath path, IReadOnlyList<GridValue> values, DiagnosticBag errors)
    {
        var distinct = new List<GridValue>();
        foreach (var value in values)
        {
            if (distinct.Find(other => GridText.Canonical(other.Node) == GridText.Canonical(value.Node)) is { } first)
                errors.Add(value.Node.Location, $"'{path.Text}' has the value {Text(value.Node)} twice", $"the first is at {first.Node.Location}");
            else distinct.Add(value);
        }
        return distinct;
    }

    private static bool IsPossible(YamlMapping root, IReadOnlyList<YamlMapping> below, GridAxis axis, DiagnosticBag errors)
    {
        if (Grid.Check(root, below, axis) is not { } problem) return true;
        errors.Add(problem);
        return false;
    }

    private static bool CheckSize(SourceLocation location, IReadOnlyList<GridAxis> axes, DiagnosticBag errors)
    {
        // A double cannot overflow here, and is exact far beyond the limit.
        var count = axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (count <= MaximumVariants) return true;
        errors.Add(
            location, string.Create(CultureInfo.InvariantCulture, $"the grid has {count:N0} variants, more than {MaximumVariants:N0}"),
            string.Join(" × ", axes.Select(axis => axis.Values.Count)));
        return false;
    }

    private static string Text(YamlNode node) => GridText.Shorten(GridText.Of(node), 40);
}
