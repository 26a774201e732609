using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Experiments.Reading.Grids;

/// <summary>A technique file that stands for many: all combinations of the values of its axes, the last axis running fastest.</summary>
/// <param name="root">The file.</param>
/// <param name="below">The files that it is based on, and the suite's defaults: what the file leaves out is taken from them.</param>
/// <param name="axes">The axes.</param>
/// <param name="maximum">How many of the combinations are made.</param>
internal sealed class Grid(YamlMapping root, IReadOnlyList<YamlMapping> below, IReadOnlyList<GridAxis> axes, int maximum)
{
    private readonly IReadOnlyList<IReadOnlyList<string>> _labels = GridLabels.Of(axes);

    public IReadOnlyList<GridAxis> Axes => axes;

    /// <summary>The variants: per axis the place of its value.</summary>
    public IReadOnlyList<int[]> Cells { get; } =
        [.. axes.Aggregate<GridAxis, IEnumerable<int[]>>(
            [[]], (cells, axis) => cells.SelectMany(cell => Enumerable.Range(0, axis.Values.Count).Select(value => (int[])[.. cell, value]))).Take(maximum)];

    /// <summary>The file of a variant as it would be without the grid. Values keep their places, so that errors point at them.</summary>
    public YamlMapping FileOf(int[] cell)
    {
        var file = new YamlMapping([.. root.Entries.Where(entry => entry.Key.Text is not (GridReader.Key or GridReader.Published))], root.Location);
        for (var axis = 0; axis < axes.Count; axis++) file = Put(file, axes[axis], axes[axis].Values[cell[axis]].Node);
        return file;
    }

    /// <summary>Gives a variant its name.</summary>
    public LoadedTechnique NameVariant(LoadedTechnique technique, int[] cell)
    {
        if (technique.Name is not { } name || axes.Count == 0) return technique;
        var label = LabelOf(cell);
        return technique with
        {
            Name = $"{name} [{label}]",
            Technique = technique.Technique is { } built ? built with { Name = $"{name} [{label}]", Variant = new GridVariant(name, label) } : null,
        };
    }

    public string LabelOf(int[] cell) => string.Join(", ", cell.Select((value, axis) => _labels[axis][value]));

    /// <summary>How one value of an axis is called.</summary>
    public string LabelOf(int axis, int value) => _labels[axis][value];

    /// <summary>Whether a place is in the <c>grid</c> of the file.</summary>
    public bool Contains(SourceLocation location)
    {
        var index = root.Entries.ToList().FindIndex(entry => entry.Key.Text == GridReader.Key);
        return location.File == root.Location.File
            && IsBefore(root.Entries[index].Key.Location, location)
            && (index == root.Entries.Count - 1 || IsBefore(location, root.Entries[index + 1].Key.Location));
    }

    /// <summary>Says what is wrong with the path of an axis; null if a value can be put there.</summary>
    public static Diagnostic? Check(YamlMapping root, IReadOnlyList<YamlMapping> below, GridAxis axis)
    {
        try
        {
            axis.Path.Put(WithRoot(root, below, axis), axis.Values[0].Node);
            return null;
        }
        catch (GridPathException exception)
        {
            return new Diagnostic(axis.Path.Location, $"path '{axis.Path.Text}' leads nowhere: {exception.Message.TrimEnd('.')}", exception.Detail);
        }
    }

    private YamlMapping Put(YamlMapping file, GridAxis axis, YamlNode value) => axis.Path.Put(WithRoot(file, below, axis), value);

    // A path may lead into what the file inherits: the file then says that, with the value in it.
    private static YamlMapping WithRoot(YamlMapping file, IReadOnlyList<YamlMapping> below, GridAxis axis)
    {
        var key = axis.Path.Steps[0];
        var inherited = file.Find(key) is null ? below.Select(mapping => mapping.Find(key)).FirstOrDefault(entry => entry is not null) : null;
        return inherited is null ? file : new YamlMapping([.. file.Entries, inherited], file.Location);
    }

    private static bool IsBefore(SourceLocation one, SourceLocation other) =>
        one.Line < other.Line || (one.Line == other.Line && one.Column <= other.Column);
}

/// <summary>One axis of a grid.</summary>
/// <param name="Path">Where in the file.</param>
/// <param name="Values">What is there, at least one.</param>
internal sealed record GridAxis(GridPath Path, IReadOnlyList<GridValue> Values);

/// <summary>A value of an axis.</summary>
/// <param name="Node">The value as written.</param>
/// <param name="Label">The name that the user gave to it; null for none.</param>
internal sealed record GridValue(YamlNode Node, string? Label);
