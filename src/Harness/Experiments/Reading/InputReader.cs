using Harness.Data;
using Harness.Data.Labels;
using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads a suite's external inputs, its images and weights; the command line may give either.</summary>
/// <param name="folder">The folder of the suite file, to which its paths are relative.</param>
/// <param name="overrides">The options on the command line.</param>
/// <param name="errors">Where to report.</param>
internal sealed class InputReader(string folder, SuiteOverrides overrides, DiagnosticBag errors)
{
    private static readonly SourceLocation DataOption = new("--data");
    private static readonly SourceLocation TargetOption = new("--target");
    private static readonly SourceLocation LabelsOption = new("--labels");
    private static readonly SourceLocation WeightsOption = new("--weights");

    /// <summary>The data folder as an absolute path; null if none is given.</summary>
    /// <param name="node">The value of <c>root</c>.</param>
    /// <param name="section">Where to report that none is given.</param>
    /// <param name="canDraw">Whether the suite says how to draw images, so that it needs no folder.</param>
    public string? ReadRoot(YamlNode? node, SourceLocation section, bool canDraw)
    {
        var written = Scalars.Text(node, "root", errors);
        if (overrides.DataRoot is { } root) return CheckFolder(Path.GetFullPath(root), root, DataOption);
        if (written is not null) return CheckFolder(Path.GetFullPath(written, folder), written, node!.Location);
        if (node is null && !canDraw && overrides.Inputs == InputCheck.Complete)
            errors.Add(section, "the suite does not say where the images are", "give --data FOLDER, or write 'root: FOLDER' in its 'data'");
        return null;
    }

    /// <summary>The target domain of the command line, which replaces the suite's; null for none.</summary>
    public TargetSettings? TargetOfCommand() => overrides.TargetRoot is { } root
        ? new() { Root = CheckFolder(Path.GetFullPath(root), root, TargetOption), Transforms = [], Location = TargetOption }
        : null;

    /// <summary>The folder of the target domain as an absolute path; null if none is given.</summary>
    /// <param name="node">The value of <c>root</c>.</param>
    public string? ReadTargetRoot(YamlNode? node) =>
        Scalars.Text(node, "root", errors) is { } written ? CheckFolder(Path.GetFullPath(written, folder), written, node!.Location) : null;

    /// <summary>The table of labels; null if none is given, and null after reporting.</summary>
    /// <param name="node">The value of <c>labels</c>.</param>
    public LabelTable? ReadLabels(YamlNode? node)
    {
        var written = Scalars.Text(node, "labels", errors);
        if (overrides.Labels is { } option) return ReadLabels(Path.GetFullPath(option), option, LabelsOption);
        return written is null ? null : ReadLabels(Path.GetFullPath(written, folder), written, node!.Location);
    }

    /// <summary>The table with the classes of the images; null if none is given, and null after reporting.</summary>
    /// <param name="node">The value of <c>classes</c>.</param>
    /// <param name="column">The value of <c>column</c>.</param>
    public LabelTable? ReadClasses(YamlNode? node, YamlNode? column)
    {
        var name = Scalars.Text(column, "column", errors);
        if (Scalars.Text(node, "classes", errors) is not { } written) return null;
        var path = Path.GetFullPath(written, folder);
        return IsThere(path, written, node!.Location) ? new LabelTableReader(path, Display(path), errors).ReadClasses(name) : null;
    }

    /// <summary>The vectors of the classes; null if none are given, and null after reporting.</summary>
    /// <param name="node">The value of <c>class_vectors</c>.</param>
    public ClassVectors? ReadClassVectors(YamlNode? node)
    {
        if (Scalars.Text(node, "class_vectors", errors) is not { } written) return null;
        var path = Path.GetFullPath(written, folder);
        return IsThere(path, written, node!.Location) ? new ClassVectorReader(path, Display(path), errors).Read() : null;
    }

    // Relative if below the working directory, otherwise the full path.
    private static string Display(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative.Replace('\\', '/');
    }

    private LabelTable? ReadLabels(string path, string written, SourceLocation location) =>
        IsThere(path, written, location) ? new LabelTableReader(path, Display(path), errors).Read() : null;

    private bool IsThere(string path, string written, SourceLocation location)
    {
        if (File.Exists(path)) return true;
        errors.Add(location, $"there is no file '{written}'", $"looked for {path}");
        return false;
    }

    /// <summary>The weights: an absolute path, a known name, or null for none.</summary>
    /// <param name="node">The value of <c>weights</c>.</param>
    /// <param name="suite">Where to report that none are given.</param>
    /// <param name="backbone">The name of the backbone, whose published weights are listed if the given ones are not among them; null if it is not known.</param>
    public string? ReadWeights(YamlNode? node, SourceLocation suite, string? backbone)
    {
        var written = Scalars.Text(node, "weights", errors);
        if (overrides.Weights is { } weights) return CheckWeights(weights, Environment.CurrentDirectory, WeightsOption, backbone);
        if (written is not null) return CheckWeights(written, folder, node!.Location, backbone);
        if (node is null && overrides.Inputs == InputCheck.Complete)
            errors.Add(
                suite, "the suite does not say which weights the backbone starts with",
                "give --weights FILE, a known name, or none for random ones; or write 'weights: …'");
        return null;
    }

    private string CheckFolder(string path, string written, SourceLocation location)
    {
        if (!Directory.Exists(path)) errors.Add(location, $"there is no folder '{written}'", $"looked for {path}");
        return path;
    }

    private string? CheckWeights(string written, string relativeTo, SourceLocation location, string? backbone)
    {
        if (written == "none") return null;
        var path = Path.GetFullPath(written, relativeTo);
        if (File.Exists(WeightReference.Parse(path).File)) return path;

        // A known set is looked up, and downloaded, where weights are read.
        if (KnownWeights.IsName(written))
        {
            if (backbone is not null) CheckPublished(written, backbone, location);
            return written;
        }
        ReportMissing(written, path, location, backbone);
        return path;
    }

    private void CheckPublished(string written, string backbone, SourceLocation location)
    {
        if (KnownWeights.Find(written, backbone) is not { } set)
        {
            var others = string.Join(", ", KnownWeights.BackbonesWith(written));
            errors.Add(location, $"no weights '{written}' are published for the backbone {backbone}", $"there are some for {others}{Published(backbone)}");
        }
        else if (set.Backbone != backbone)
        {
            errors.Add(location, $"the weights '{written}' are those of {set.Backbone}, and the backbone is {backbone}", $"name other weights, or the other backbone{Published(backbone)}");
        }
    }

    private static string Published(string? backbone)
    {
        var sets = KnownWeights.ForBackbone(backbone ?? string.Empty).ToList();
        if (sets.Count == 0) return string.Empty;
        var names = new[] { KnownWeights.ImageNet, KnownWeights.NuGet }.Where(name => KnownWeights.Find(name, backbone!) is not null);
        return $"; published for {backbone}: {string.Join(", ", names.Concat(sets.Select(set => set.FileName)))}";
    }

    private void ReportMissing(string written, string path, SourceLocation location, string? backbone)
    {
        if (Directory.Exists(path))
            errors.Add(location, $"the weights '{written}' are a folder, not a file", "name the file in it");
        else if (written.AsSpan().ContainsAny('/', '\\'))
            errors.Add(location, $"there is no weights file '{written}'", $"looked for {path}");
        else
            errors.Add(
                location, $"there is no weights file '{written}'.{Suggestion.DidYouMean(written, [.. KnownWeights.Names, "none"])}",
                $"looked for {path}{Published(backbone)}");
    }
}
