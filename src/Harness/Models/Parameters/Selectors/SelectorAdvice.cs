using Harness.Diagnostics;

namespace Harness.Models.Parameters.Selectors;

/// <summary>For a selector that matches nothing: what may have been meant, and what exists.</summary>
internal static class SelectorAdvice
{
    /// <summary>A sentence for the end of the message, with its leading space, or an empty text.</summary>
    public static string DidYouMean(Selector selector, IReadOnlyList<ParameterDescription> parameters)
    {
        if (selector is GlobSelector) return string.Empty;
        if (PathWithoutTheKind(selector, parameters) is { } without) return $" '{without}' has no such layers.";
        var part = selector.Text.Split('.')[0];
        var paths = Paths(parameters).FindAll(path => PathSelector.IsWithin(path, part));
        if (selector is not RangeSelector range) return Suggestion.DidYouMean(selector.Text, paths.Concat(Kinds(paths, parameters)));
        var unknown = new[] { range.From, range.To }.FirstOrDefault(end => end is not null && !paths.Contains(end));
        if (unknown is null) return $" '{range.To}' comes before '{range.From}'.";
        var near = Suggestion.Nearest(unknown, paths);
        return near is null ? $" There is no '{unknown}'." : $" There is no '{unknown}'. Did you mean '{near}'?";
    }

    /// <summary>A second line: what is directly below the longest path of the selector that exists.</summary>
    public static string WhatThereIs(Selector selector, IReadOnlyList<ParameterDescription> parameters)
    {
        if (selector is GlobSelector) return $"a pattern must match the whole name of a parameter, such as {parameters[0].Name}";
        var path = selector switch { PathSelector named => named.Path, RangeSelector range => range.Part, _ => "body" };
        while (path.Contains('.', StringComparison.Ordinal) && !parameters.Any(parameter => PathSelector.IsWithin(parameter.Name, path)))
            path = path[..path.LastIndexOf('.')];
        var below = parameters.Where(parameter => PathSelector.IsWithin(parameter.Name, path)).ToList();
        var names = below.Where(parameter => parameter.Name.Length > path.Length)
            .Select(parameter => parameter.Name[(path.Length + 1)..].Split('.')[0])
            .Distinct();
        return $"{path} has: {string.Join(", ", names.Concat(KindsIn(below)))}";
    }

    // If the path exists, it is clear what was meant: VGG-16 has no batch norm, and neither has a transformer.
    private static string? PathWithoutTheKind(Selector selector, IReadOnlyList<ParameterDescription> parameters) =>
        selector is PathSelector { Kind: not null } named && parameters.Any(parameter => PathSelector.IsWithin(parameter.Name, named.Path)) ? named.Path : null;

    // Later stages first: of equally near names the last is the likeliest, since layer5 is one too many, not four.
    private static List<string> Paths(IReadOnlyList<ParameterDescription> parameters) =>
        [.. parameters.SelectMany(parameter => Prefixes(parameter.Name)).Distinct().Reverse()];

    private static IEnumerable<string> Prefixes(string name)
    {
        for (var dot = name.IndexOf('.'); dot >= 0; dot = name.IndexOf('.', dot + 1)) yield return name[..dot];
        yield return name;
    }

    private static IEnumerable<string> Kinds(IEnumerable<string> paths, IReadOnlyList<ParameterDescription> parameters) =>
        paths.SelectMany(path =>
            KindsIn(parameters.Where(parameter => PathSelector.IsWithin(parameter.Name, path))).Select(kind => $"{path}.{kind}"));

    private static IEnumerable<string> KindsIn(IEnumerable<ParameterDescription> parameters)
    {
        var kinds = parameters.Select(parameter => parameter.Layer).ToHashSet();
        return LayerKinds.All.Where(kind => kinds.Contains(kind.Value)).Select(kind => kind.Key);
    }
}
