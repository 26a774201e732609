using Harness.Data;
using Harness.Data.Labels;
using Harness.Diagnostics;
using Harness.Experiments.Reading.Grids;
using Harness.Models.Backbones;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>A technique of a file.</summary>
/// <param name="Name">Its name; null after reporting.</param>
/// <param name="Location">Where the name is, or should be.</param>
/// <param name="Technique">The technique; null after reporting.</param>
internal sealed record LoadedTechnique(string? Name, SourceLocation Location, Technique? Technique);

/// <summary>Loads technique files with what they are based on. Every file is read once, however often it is a base.</summary>
/// <param name="files">Gives the files.</param>
/// <param name="defaults">The suite's defaults for techniques.</param>
/// <param name="backbone">The backbone that selectors are checked against; null if it could not be read.</param>
/// <param name="data">The data that objectives are checked against; null if it could not be read.</param>
/// <param name="isComplete">Whether the data are for training; otherwise the command line may still give what the files do not.</param>
/// <param name="wanted">The words of the command line that choose techniques; null for all. Techniques that are not chosen need not fit backbone and data.</param>
/// <param name="errors">Where to report.</param>
internal sealed class TechniqueLoader(
    YamlFiles files, TechniqueSettings defaults, BackboneDescription? backbone, DataSettings? data, bool isComplete, IReadOnlyList<string>? wanted, DiagnosticBag errors)
{
    // Two classes are assumed while the images are not known yet.
    private static readonly LabelSpace AnyLabels = new(2);

    private readonly Dictionary<string, TechniqueSettings?> _read = [];

    /// <summary>Loads the techniques of a file: one, or those of its grid in their order; none if it could not be read at all.</summary>
    /// <param name="file">The file and where it is named.</param>
    public IReadOnlyList<LoadedTechnique> Load(TechniqueFile file)
    {
        if (files.Load(file.FullPath, file.NamedAt) is not { } root) return [];
        if (root is YamlMapping mapping && mapping.Find(GridReader.Key) is not null) return LoadGrid(mapping, file);
        if (Read(file) is not { } own) return [];
        var (settings, technique) = Build(own, Below(own, file), root.Location, isVariant: false, errors);
        if (IsWanted(technique)) CheckFit(settings, errors);
        return [Loaded(settings, technique, root.Location)];
    }

    // Every variant is read as its own file, with its own errors, which are then reported once for all variants that have them.
    private List<LoadedTechnique> LoadGrid(YamlMapping root, TechniqueFile file)
    {
        var below = Below(TechniqueReader.ReadFile(root, new DiagnosticBag())!, file);
        var grid = GridReader.Read(root, [.. below.Select(settings => settings.Source).OfType<YamlMapping>()], errors);
        var loaded = new List<LoadedTechnique>();
        var found = new List<DiagnosticBag>();
        foreach (var cell in grid.Cells)
        {
            var bag = new DiagnosticBag();
            var (settings, technique) = Build(TechniqueReader.ReadFile(grid.FileOf(cell), bag)!, below, root.Location, isVariant: true, bag);
            var variant = grid.NameVariant(Loaded(settings, technique, root.Location), cell);
            if (IsWanted(variant.Technique)) CheckFit(settings, bag);
            loaded.Add(variant);
            found.Add(bag);
        }
        GridErrors.Report(grid, found, errors);
        return loaded;
    }

    private static (TechniqueSettings Settings, Technique? Technique) Build(
        TechniqueSettings own, IReadOnlyList<TechniqueSettings> below, SourceLocation file, bool isVariant, DiagnosticBag found)
    {
        var settings = below.Aggregate(own, (above, next) => above.Over(next));
        return (settings, TechniqueBuilder.Build(settings, file, isVariant, found));
    }

    private static LoadedTechnique Loaded(TechniqueSettings settings, Technique? technique, SourceLocation file) => settings.Name.IsValid
        ? new LoadedTechnique(settings.Name.Value, settings.Name.Location, technique)
        : new LoadedTechnique(null, file, technique);

    // This is not known for what could not be read.
    private bool IsWanted(Technique? technique) => technique is null || TechniqueFilter.IsWanted(technique, wanted);

    // Whether it fits the suite's backbone and data.
    private void CheckFit(TechniqueSettings settings, DiagnosticBag found)
    {
        if (backbone is not null && settings.Phases is { IsValid: true } phases)
            PhaseChecker.Check(phases.Value, settings.Head is { IsValid: true } head ? head.Value : null, backbone, data is null ? AnyLabels : LabelSpace.Of(data, AnyLabels.Classes), found);
        if (backbone is not null && settings.Phases is { IsValid: true } onBackbone) ObjectiveChecker.CheckBackbone(onBackbone.Value, backbone, data, found);
        if (data is not null && settings.Phases is { IsValid: true } learned) ObjectiveChecker.Check(learned.Value, data, isComplete, found);
    }

    /// <summary>What a file leaves out is taken from these, from its base to the suite's defaults.</summary>
    private List<TechniqueSettings> Below(TechniqueSettings own, TechniqueFile file)
    {
        var below = new List<TechniqueSettings>();
        var chain = new List<string> { file.FullPath };
        for (var above = own; !above.Base.IsAbsent;)
        {
            var settings = above.Base.IsValid ? ReadBase(above.Base.Value, above.Base.Location, chain) : null;
            below.Add(settings ?? TechniqueSettings.Unreadable);
            if (settings is null) break;
            above = settings;
        }
        below.Add(defaults);
        return below;
    }

    // Adds the base to the chain of files that leads to it.
    private TechniqueSettings? ReadBase(string file, SourceLocation location, List<string> chain)
    {
        var path = Path.GetFullPath(file, Path.GetDirectoryName(chain[^1])!);
        var isCircle = chain.Contains(path);
        chain.Add(path);
        if (!isCircle) return Read(new TechniqueFile(path, location));
        errors.Add(location, "'base' leads back to a file that is based on this one", string.Join(" -> ", chain.Select(Path.GetFileName)));
        return null;
    }

    private TechniqueSettings? Read(TechniqueFile file)
    {
        // The check that a file exists is done for every place that names it, so that each wrong name is reported.
        var root = files.Load(file.FullPath, file.NamedAt);
        if (_read.TryGetValue(file.FullPath, out var settings)) return settings;
        return _read[file.FullPath] = TechniqueReader.ReadFile(root, errors);
    }
}
