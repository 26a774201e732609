using Harness.Diagnostics;
using YamlDotNet.Core;

namespace Harness.Yaml;

/// <summary>Says what is wrong with text that is not YAML, in words for people who write it.</summary>
internal static class YamlSyntax
{
    /// <summary>Explains what the parser refused.</summary>
    public static Diagnostic Explain(string file, string text, YamlException exception)
    {
        var location = new SourceLocation(file, (int)exception.Start.Line, (int)exception.Start.Column);
        if (exception is RefusedYamlException) return new Diagnostic(location, exception.Message);

        // Where the parser stops at a tab depends on its surroundings, mostly before it, so we look for the tab ourselves.
        var tab = exception.Message.Contains("tab", StringComparison.Ordinal) ? FindTab(file, text, location.Line, inIndentation: true) : null;
        return tab ?? new Diagnostic(location, $"not valid YAML: {exception.Message.TrimEnd('.')}");
    }

    /// <summary>Explains where YamlDotNet's scanner broke down, which it does over some tabs in braces.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="last">The end of what could be read.</param>
    public static Diagnostic ExplainBreakdown(string file, string text, Mark last) =>
        FindTab(file, text, (int)last.Line, inIndentation: false)
        ?? new Diagnostic(new SourceLocation(file, (int)last.Line, (int)last.Column), "not valid YAML after this place");

    private static Diagnostic? FindTab(string file, string text, int firstLine, bool inIndentation)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var line = firstLine; line <= lines.Length; line++)
        {
            var column = lines[line - 1].IndexOf('\t', StringComparison.Ordinal);
            if (column < 0 || (inIndentation && !lines[line - 1].AsSpan(0, column).IsWhiteSpace())) continue;
            var where = inIndentation ? "a tab in the indentation: YAML is indented with spaces" : "a tab where YAML wants spaces";
            return new Diagnostic(new SourceLocation(file, line, column + 1), where);
        }
        return null;
    }
}

/// <summary>Valid YAML that our files do not allow.</summary>
internal sealed class RefusedYamlException(in Mark start, in Mark end, string message) : YamlException(start, end, message);
