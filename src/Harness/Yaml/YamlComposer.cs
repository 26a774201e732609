using Harness.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Harness.Yaml;

/// <summary>Makes nodes with locations out of YamlDotNet's events, and reports what our files do not allow: doubled keys, tags, a second
/// document.</summary>
internal sealed class YamlComposer
{
    // Far deeper than any experiment, far less than the stack holds.
    private const int DeepestNesting = 32;

    // The longest list of an experiment has some dozens of items. Phases are planned one after the other, and keys are compared with each other.
    private const int LongestList = 1000;

    // Values of a file, those of an alias each time that it is used: aliases of aliases of lists would grow beyond any memory.
    private const int MaximumValues = 100_000;

    private readonly string _file;
    private readonly Parser _parser;
    private readonly DiagnosticBag _errors;
    private readonly Dictionary<string, (YamlNode Node, long Values)> _anchors = [];
    // Those of the values that are being composed.
    private readonly Stack<string> _open = [];
    private long _values;

    private YamlComposer(string file, string text, DiagnosticBag errors)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
        _errors = errors;
    }

    /// <summary>Composes the one document of a file.</summary>
    /// <returns>Its root, or null after reporting why there is none.</returns>
    public static YamlNode? Compose(string file, string text, DiagnosticBag errors)
    {
        var composer = new YamlComposer(file, text, errors);
        try
        {
            return composer.ComposeFile();
        }
        catch (YamlException exception)
        {
            errors.Add(YamlSyntax.Explain(file, text, exception));
        }
        catch (InvalidOperationException)
        {
            errors.Add(YamlSyntax.ExplainBreakdown(file, text, composer._parser.Current?.End ?? Mark.Empty));
        }
        return null;
    }

    private YamlNode? ComposeFile()
    {
        _parser.Consume<StreamStart>();
        var root = _parser.TryConsume<DocumentStart>(out _) ? ComposeNode(0) : null;
        if (root is null or YamlScalar { IsNull: true })
        {
            _errors.Add(new SourceLocation(_file, 1, 1), "the file is empty");
            return null;
        }
        _parser.Consume<DocumentEnd>();
        if (!_parser.TryConsume<DocumentStart>(out var second)) return root;
        _errors.Add(Where(_file, second.Start), "a second document begins here, and a file holds one", "put it into its own file");
        return null;
    }

    private YamlNode ComposeNode(int depth)
    {
        if (depth > DeepestNesting) throw At(_parser.Current!, $"nested more than {DeepestNesting} deep");
        var before = _values;
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return Resolve(alias);

        // After some errors YamlDotNet continues with events that do not fit together.
        if (_parser.Current is not NodeEvent start) throw At(_parser.Current!, "not valid YAML: a value is missing before this place");
        RefuseTag(start);
        Count(1, start);
        if (start.Anchor.IsEmpty) return ComposeValue(start, depth);
        _open.Push(start.Anchor.Value);
        var node = ComposeValue(start, depth);
        _anchors[_open.Pop()] = (node, _values - before);
        return node;
    }

    private YamlNode ComposeValue(NodeEvent start, int depth) => start switch
    {
        MappingStart => ComposeMapping(depth),
        SequenceStart => ComposeSequence(depth),
        _ => ComposeScalar(),
    };

    private YamlScalar ComposeScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, Where(_file, scalar.Start));
    }

    private YamlSequence ComposeSequence(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            RefuseLonger(items.Count, "a list", "items");
            items.Add(ComposeNode(depth + 1));
        }
        return new YamlSequence(items, Where(_file, start.Start));
    }

    private YamlMapping ComposeMapping(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            RefuseLonger(entries.Count, "a mapping", "keys");
            var key = ComposeNode(depth + 1);
            var value = ComposeNode(depth + 1);
            if (key is not YamlScalar scalar) _errors.Add(key.Location, $"a key must be text, not {key.Kind}");
            else if (scalar is { IsPlain: true, Text: "<<" }) _errors.Add(key.Location, "merge keys ('<<') are not read", "write the keys out, or build a technique on another file with 'base: FILE'");
            else if (entries.Find(entry => entry.Key.Text == scalar.Text) is { } first)
                _errors.Add(key.Location, $"key '{scalar.Text}' is written twice", $"the first is at {first.Key.Location}");
            else entries.Add(new YamlEntry(scalar, value));
        }
        // The mark of a pair in a flow list ([linear: 512]) is the beginning of the file; its key knows better.
        var location = start.Start.Index == 0 && entries.Count > 0 ? entries[0].Key.Location : Where(_file, start.Start);
        return new YamlMapping(entries, location);
    }

    // YamlDotNet takes a colon that follows for a part of the name: `*.weight: 1e-3`.
    private YamlNode Resolve(AnchorAlias alias)
    {
        var name = alias.Value.Value.TrimEnd(':');
        if (_open.Contains(name)) throw At(alias, $"alias '*{name}' is inside the value that '&{name}' names: that value would contain itself");
        if (!_anchors.TryGetValue(name, out var anchor)) throw At(alias, $"alias '*{name}' has no anchor before it; text that begins with '*' needs quotes");
        Count(anchor.Values, alias);
        return anchor.Node;
    }

    private void Count(long values, ParsingEvent place)
    {
        _values += values;
        if (_values > MaximumValues)
            throw At(place, FormattableString.Invariant($"more than {MaximumValues:N0} values in a file, those that aliases repeat counted each time: write fewer"));
    }

    private void RefuseLonger(int count, string what, string items)
    {
        if (count == LongestList)
            throw At(_parser.Current!, FormattableString.Invariant($"{what} of more than {LongestList:N0} {items}: write fewer, or several files"));
    }

    private void RefuseTag(NodeEvent node)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific) return;
        var tag = node.Tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal);
        _errors.Add(Where(_file, node.Start), $"tag '{tag}' has no meaning here", "write the value without it");
    }

    private static RefusedYamlException At(ParsingEvent place, string message) => new(place.Start, place.End, message);

    private static SourceLocation Where(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
