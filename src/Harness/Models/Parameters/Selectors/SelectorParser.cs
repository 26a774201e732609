using Harness.Diagnostics;

namespace Harness.Models.Parameters.Selectors;

/// <summary>Reads selectors, and says why a text is not one.</summary>
internal static class SelectorParser
{
    private static readonly string[] Parts = ["body", "head"];

    /// <summary>Reads one selector.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">Why it is not a selector; otherwise empty.</param>
    /// <returns>The selector, or null.</returns>
    public static Selector? Parse(string text, out string problem)
    {
        problem = FindProblem(text);
        if (problem.Length > 0) return null;
        if (Glob.IsPattern(text)) return new GlobSelector(text);
        return text.Contains("..", StringComparison.Ordinal) ? ParseRange(text) : ParsePath(text);
    }

    private static PathSelector ParsePath(string text)
    {
        var lastDot = text.LastIndexOf('.');
        return LayerKinds.All.TryGet(text[(lastDot + 1)..], out var kind)
            ? new PathSelector(text, text[..lastDot], kind)
            : new PathSelector(text, text, null);
    }

    private static RangeSelector ParseRange(string text)
    {
        var ends = text.Split("..");
        var part = ends[0].Split('.')[0];
        return new RangeSelector(
            text, part,
            from: ends[0] == part ? null : ends[0],
            to: ends[1].Length == 0 ? null : $"{part}.{ends[1]}");
    }

    private static string FindProblem(string text)
    {
        if (text.Length == 0) return "it is empty";
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !"._-*?".Contains(character, StringComparison.Ordinal))
                return $"'{character}' cannot be part of a selector";
        }
        if (Glob.IsPattern(text)) return string.Empty;
        var part = text.Split('.')[0];
        if (!Parts.Contains(part)) return PartProblem(text, part);
        return text.Contains("..", StringComparison.Ordinal) ? RangeProblem(text, part) : PathProblem(text);
    }

    private static string PartProblem(string text, string part)
    {
        var meant = part is "fc" or "classifier" ? "head"
            : Suggestion.Nearest(part, Parts) is { } near ? near + text[part.Length..]
            : $"body.{text}";
        return $"it must begin with 'body' or 'head'. Did you mean '{meant}'?";
    }

    private static string PathProblem(string path)
    {
        var names = path.Split('.');
        if (names.Contains(string.Empty)) return "a name is missing next to a '.'";
        var kind = Array.FindIndex(names, name => LayerKinds.All.TryGet(name, out _));
        return kind >= 0 && kind < names.Length - 1 ? $"the kind of layer comes last, as in 'body.layer4.{names[kind]}'" : string.Empty;
    }

    private static string RangeProblem(string text, string part)
    {
        var ends = text.Split("..");
        if (ends.Length != 2 || ends.Any(end => end.StartsWith('.') || end.EndsWith('.')))
            return "a range is 'body.layer3..', 'body..layer2' or 'body.layer2..layer3'";
        if (ends[0] == part && ends[1].Length == 0) return $"a range without ends is the whole: write '{part}'";
        if (Parts.Contains(ends[1].Split('.')[0])) return $"the end of a range is written without '{part}.', as in 'body.layer2..layer3'";
        if (ends.SelectMany(end => end.Split('.')).Any(name => LayerKinds.All.TryGet(name, out _)))
            return "a range goes from stage to stage, not by kind of layer";
        return PathProblem(ends[0]);
    }
}
