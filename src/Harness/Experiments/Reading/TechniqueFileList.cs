using Harness.Diagnostics;
using Harness.Files;
using Harness.Models.Parameters.Selectors;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>A technique file and where it is named.</summary>
internal sealed record TechniqueFile(string FullPath, SourceLocation NamedAt);

/// <summary>Reads a suite's list of technique files and expands its patterns.</summary>
/// <param name="folder">The folder of the suite file.</param>
/// <param name="errors">Where to report.</param>
internal sealed class TechniqueFileList(string folder, DiagnosticBag errors)
{
    private static readonly SourceLocation AlsoOption = new("--also");

    /// <summary>The files in the order of the suite; those of a pattern in ordinal order, without those that another line names.</summary>
    public IReadOnlyList<TechniqueFile> Read(YamlNode? node, IReadOnlyList<string> added)
    {
        var lines = ReadLines(node);
        lines.AddRange(added.Select(path => new Line(path, new(Path.GetFullPath(path), AlsoOption))));
        var named = lines.FindAll(line => !line.IsPattern).ConvertAll(line => line.File);
        ReportDoubles(named);
        var taken = named.Select(file => file.FullPath).ToHashSet();
        var files = lines.SelectMany(line => line.IsPattern ? Expand(line).Where(file => taken.Add(file.FullPath)) : [line.File]);
        return [.. files.DistinctBy(file => file.FullPath)];
    }

    private List<Line> ReadLines(YamlNode? node)
    {
        if (node is null) return [];
        if (node is YamlSequence { Items.Count: > 0 } sequence)
        {
            return [.. sequence.Items.Select(item => (item.Location, Path: Scalars.Text(item, "techniques", errors)))
                .Where(item => item.Path is not null)
                .Select(item => new Line(item.Path!, new(Path.GetFullPath(item.Path!, folder), item.Location)))];
        }
        errors.Add(node.Location, $"'techniques' must be a list of files, not {node.Kind}", "for example [../techniques/*.yaml]");
        return [];
    }

    private void ReportDoubles(List<TechniqueFile> named)
    {
        foreach (var group in named.GroupBy(line => line.FullPath))
        {
            foreach (var again in group.Skip(1))
                errors.Add(again.NamedAt, $"'{Path.GetFileName(again.FullPath)}' is listed twice", $"the first is at {group.First().NamedAt}");
        }
    }

    private List<TechniqueFile> Expand(Line line)
    {
        var (path, namedAt) = line.File;
        if (line.IsFolderPattern)
        {
            errors.Add(namedAt, "a pattern can only be in the file name, not in a folder's");
            return [];
        }
        var (parent, pattern) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var glob = new Glob(pattern);
        // Editors and systems keep copies under hidden names, which only a pattern that begins with a dot means.
        bool Fits(string name) => glob.Matches(name) && (pattern.StartsWith('.') || !name.StartsWith('.'));
        if (FilesOf(parent, pattern, namedAt) is not { } files) return [];
        var found = files.Where(file => Fits(Path.GetFileName(file))).ToList();
        if (found.Count == 0) errors.Add(namedAt, $"no file matches '{pattern}'", $"looked in {parent}");
        return found.ConvertAll(file => new TechniqueFile(file, namedAt));
    }

    // Null after reporting.
    private IReadOnlyList<string>? FilesOf(string folder, string pattern, SourceLocation namedAt)
    {
        if (!Directory.Exists(folder)) return [];
        try
        {
            return FolderContent.Files(folder);
        }
        catch (HarnessException exception)
        {
            errors.Add(namedAt, $"files that match '{pattern}' cannot be listed", exception.Message);
            return null;
        }
    }

    // Only the written text decides what is a pattern: the folder that it is relative to may have any name.
    private sealed record Line(string Written, TechniqueFile File)
    {
        public bool IsFolderPattern => Glob.IsPattern(Path.GetDirectoryName(Written) ?? "") && !Directory.Exists(Path.GetDirectoryName(File.FullPath));

        public bool IsPattern => IsFolderPattern || Glob.IsPattern(Path.GetFileName(Written));
    }
}
