namespace Harness.Models.Parameters.Selectors;

/// <summary>A part, stage, layer or parameter by name, and within it the layers of one kind: <c>head</c>, <c>body.layer4</c>,
/// <c>body.layer4.batchnorm</c>.</summary>
internal sealed class PathSelector(string text, string path, LayerKind? kind) : Selector(text)
{
    public string Path { get; } = path;

    public LayerKind? Kind { get; } = kind;

    public override bool[] Matches(IReadOnlyList<ParameterDescription> parameters) =>
        [.. parameters.Select(parameter => IsWithin(parameter.Name, Path) && (Kind is null || parameter.Layer == Kind))];

    /// <summary>Whether a name is a path or below it: <c>body.layer1.0.conv1.weight</c> is in <c>body.layer1</c>, not in <c>body.layer</c>.</summary>
    public static bool IsWithin(string name, string path) =>
        name.StartsWith(path, StringComparison.Ordinal) && (name.Length == path.Length || name[path.Length] == '.');
}
