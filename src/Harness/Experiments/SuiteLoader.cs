using Harness.Diagnostics;
using Harness.Experiments.Reading;
using Harness.Models.Backbones;
using Harness.Yaml;

namespace Harness.Experiments;

/// <summary>Loads a suite with all its techniques, and finds everything that is wrong with them before anything trains.</summary>
public static class SuiteLoader
{
    /// <summary>Loads a suite.</summary>
    /// <param name="path">The suite file.</param>
    /// <param name="overrides">What the command line says instead of the file.</param>
    /// <param name="backbones">The known backbones; selectors are checked against the suite's.</param>
    /// <returns>A suite that can be run: complete, and every selector of it matches something.</returns>
    /// <exception cref="DiagnosticsException">All mistakes of the suite and its technique files, in the order of files and lines.</exception>
    public static Suite Load(string path, SuiteOverrides overrides, IBackboneCatalog backbones)
    {
        var errors = new DiagnosticBag();
        var files = new YamlFiles(Path.IsPathRooted(path), errors);
        var fullPath = Path.GetFullPath(path);
        var draft = new SuiteReader(overrides, backbones, errors).Read(files.Load(fullPath, namedAt: null), Path.GetDirectoryName(fullPath)!);
        var techniques = draft is null ? [] : LoadTechniques(draft, overrides, files, errors);
        errors.ThrowIfAny();
        return new Suite
        {
            Name = draft!.Name!,
            Description = draft.Description ?? string.Empty,
            File = path,
            Data = draft.Data!,
            Backbone = draft.Backbone!.Name,
            Weights = draft.Weights,
            Seeds = draft.Seeds!,
            PublishedImages = draft.PublishedImages ?? PublishedImages.Other,
            Techniques = techniques,
        };
    }

    private static IReadOnlyList<Technique> LoadTechniques(SuiteDraft draft, SuiteOverrides overrides, YamlFiles files, DiagnosticBag errors)
    {
        var loader = new TechniqueLoader(files, draft.Defaults, draft.Backbone, draft.Data, overrides.Inputs == InputCheck.Complete, overrides.Techniques, errors);
        var loaded = draft.Files.SelectMany(loader.Load).ToList();
        ReportSharedNames(loaded, errors);
        IReadOnlyList<Technique> techniques = [.. loaded.Select(one => one.Technique).OfType<Technique>()];

        // A technique that could not be read has no name to filter by, so filtering waits until all can be read.
        return errors.Count > 0 ? techniques : TechniqueFilter.Apply(techniques, overrides.Techniques, errors);
    }

    // Names that differ in case alone would still be one file on Windows when charts are written.
    private static void ReportSharedNames(List<LoadedTechnique> techniques, DiagnosticBag errors)
    {
        foreach (var group in techniques.Where(technique => technique.Name is not null).GroupBy(technique => technique.Name, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var again in group.Skip(1))
                errors.Add(again.Location, $"two techniques are called '{again.Name}'", $"the other is at {group.First().Location}");
        }
    }
}
