using Harness.Diagnostics;

namespace Harness.Yaml;

/// <summary>A piece of a YAML file that knows its location; libraries that fill objects forget it too early for our messages.</summary>
internal abstract class YamlNode(SourceLocation location)
{
    public SourceLocation Location { get; } = location;

    /// <summary>What error messages call it: <c>a list</c>, <c>'text'</c>.</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value.</summary>
internal sealed class YamlScalar(string text, bool isPlain, SourceLocation location) : YamlNode(location)
{
    private const int LongestQuotation = 60;

    public string Text { get; } = text;

    /// <summary>Whether it is written without quotes, so that it may be a number.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether it is YAML's null: nothing after the colon, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Kind => IsNull ? "empty" : $"'{Shorten(Text)}'";

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestQuotation ? line : line[..LongestQuotation] + "…";
    }
}

/// <summary>A list.</summary>
internal sealed class YamlSequence(IReadOnlyList<YamlNode> items, SourceLocation location) : YamlNode(location)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Kind => Items.Count == 0 ? "an empty list" : "a list";
}

/// <summary>Keys and values in the order written, every key once.</summary>
internal sealed class YamlMapping(IReadOnlyList<YamlEntry> entries, SourceLocation location) : YamlNode(location)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Kind => "a mapping";

    /// <summary>The entry of a key; null if there is none.</summary>
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key);
}

/// <summary>One key with its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
