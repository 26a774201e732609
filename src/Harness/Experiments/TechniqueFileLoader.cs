using Harness.Diagnostics;
using Harness.Experiments.Reading;
using Harness.Experiments.Reading.Grids;
using Harness.Models.Backbones;
using Harness.Yaml;

namespace Harness.Experiments;

/// <summary>Loads a technique file by itself, without a suite.</summary>
public static class TechniqueFileLoader
{
    // All but 'name' and 'description', which both have.
    private static readonly string[] KeysOfSuites = ["techniques", "data", "seeds", "backbone", "weights", "published_images", "defaults"];
    private static readonly string[] KeysOfTechniques =
    [
        "base", "published", "body", "head", "loss", "optimizer", "gradients", "weight_average", "batch_norm", "phases", "schedule", "early_stopping", "keep", GridReader.Key,
    ];

    /// <summary>Whether a file is a technique's rather than a suite's, by its keys.</summary>
    /// <param name="path">A YAML file.</param>
    /// <returns>Also false if it cannot be read, so that reading it as a suite reports why.</returns>
    public static bool IsTechnique(string path) =>
        new YamlFiles(Path.IsPathRooted(path), new DiagnosticBag()).Load(Path.GetFullPath(path), namedAt: null) is YamlMapping mapping
            && !KeysOfSuites.Any(key => mapping.Find(key) is not null)
            && KeysOfTechniques.Any(key => mapping.Find(key) is not null);

    /// <summary>Loads the techniques of a file: one, or those of its grid. What it leaves to a suite's defaults is not an error.</summary>
    /// <param name="path">The technique file.</param>
    /// <param name="backbone">The backbone that selectors are checked against.</param>
    /// <returns>The names of the techniques.</returns>
    /// <exception cref="DiagnosticsException">All mistakes of the file and of those that it is based on.</exception>
    public static IReadOnlyList<string> Load(string path, BackboneDescription backbone)
    {
        var errors = new DiagnosticBag();
        var files = new YamlFiles(Path.IsPathRooted(path), errors);
        var loader = new TechniqueLoader(files, TechniqueSettings.Unreadable, backbone, data: null, isComplete: false, wanted: null, errors);
        var loaded = loader.Load(new TechniqueFile(Path.GetFullPath(path), new SourceLocation(path)));
        errors.ThrowIfAny();
        return [.. loaded.Select(technique => technique.Name!)];
    }
}
