using System.Buffers;
using System.Text;
using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Yaml;

/// <summary>Reads the files of a suite, each once, and names them in messages as the user would type them.</summary>
internal sealed class YamlFiles(bool absolute, DiagnosticBag errors)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A hundred times what the longest of our files has.
    private const long MaximumBytes = 1 << 20;

    private static readonly SearchValues<char> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code).Except("\t\n\r")]);

    private readonly Dictionary<string, YamlNode?> _read = [];

    /// <summary>A path for messages: relative to the working directory unless the user gave the suite as an absolute one.</summary>
    public string Display(string fullPath) =>
        absolute ? fullPath : Path.GetRelativePath(Environment.CurrentDirectory, fullPath).Replace('\\', '/');

    /// <summary>Reads a file.</summary>
    /// <param name="fullPath">Which.</param>
    /// <param name="namedAt">Where it is named; null when the user named it on the command line.</param>
    /// <returns>Its root, or null after reporting.</returns>
    public YamlNode? Load(string fullPath, SourceLocation? namedAt)
    {
        if (!Exists(fullPath, namedAt)) return null;
        if (_read.TryGetValue(fullPath, out var known)) return known;
        var file = Display(fullPath);
        errors.BeginFile(file);
        var text = ReadText(fullPath, file);
        return _read[fullPath] = text is not null && IsPrintable(file, text) ? YamlComposer.Compose(file, text, errors) : null;
    }

    private bool Exists(string fullPath, SourceLocation? namedAt)
    {
        if (File.Exists(fullPath)) return true;
        var file = Display(fullPath);
        var location = namedAt ?? new SourceLocation(file);
        if (Directory.Exists(fullPath)) errors.Add(location, $"'{file}' is a folder, not a file");
        else errors.Add(location, $"there is no file '{file}'.{GuessFile(fullPath)}");
        return false;
    }

    private string GuessFile(string fullPath)
    {
        var folder = Path.GetDirectoryName(fullPath)!;
        if (!Directory.Exists(folder)) return $" There is no folder '{Display(folder)}' either.";
        var names = FolderContent.FilesIfPossible(folder, "*.yaml").Select(Path.GetFileName);
        return Suggestion.DidYouMean(Path.GetFileName(fullPath), names!);
    }

    // YAML has no control characters, and YamlDotNet breaks down over some of them.
    private bool IsPrintable(string file, string text)
    {
        var at = text.AsSpan().IndexOfAny(ControlCharacters);
        if (at < 0) return true;
        var line = text.AsSpan(0, at).Count('\n') + 1;
        var location = new SourceLocation(file, line, at - text.LastIndexOf('\n', at));
        errors.Add(location, $"a control character (U+{(int)text[at]:X4}): not a text file, or damaged");
        return false;
    }

    private string? ReadText(string fullPath, string file)
    {
        try
        {
            var bytes = new FileInfo(fullPath).Length;
            if (bytes <= MaximumBytes) return File.ReadAllText(fullPath, Utf8);
            errors.Add(
                new SourceLocation(file), FormattableString.Invariant($"{bytes:N0} bytes, and a YAML file has at most {MaximumBytes:N0}"),
                "is it the right file?");
            return null;
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new SourceLocation(file), "not a text file in UTF-8");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SourceLocation(file), $"cannot be read: {exception.Message}");
        }
        return null;
    }
}
