using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Loads technique files with what they are based on. Every file is read once, however often it is a base.</summary>
internal sealed class TechniqueLoader(YamlFiles files, DiagnosticBag errors)
{
    private readonly Dictionary<string, TechniqueSettings?> _read = [];

    /// <summary>Loads one technique; null after reporting.</summary>
    /// <param name="file">The file and where it is named.</param>
    /// <param name="defaults">What the suite gives to techniques that leave it out.</param>
    public Technique? Load(TechniqueFile file, TechniqueSettings defaults) =>
        Resolve(file, []) is { } settings ? TechniqueBuilder.Build(settings.Over(defaults), errors) : null;

    private TechniqueSettings? Resolve(TechniqueFile file, IReadOnlyList<string> derived)
    {
        if (Read(file) is not { } own || own.Base is null) return Read(file);
        if (!own.Base.IsValid) return null;
        IReadOnlyList<string> chain = [.. derived, file.FullPath];
        var path = Path.GetFullPath(own.Base.Value, Path.GetDirectoryName(file.FullPath)!);
        if (chain.Contains(path))
        {
            var circle = string.Join(" -> ", chain.Append(path).Select(Path.GetFileName));
            errors.Add(own.Base.Location, "'base' leads back to a file that is based on this one", circle);
            return null;
        }
        return Resolve(new TechniqueFile(path, own.Base.Location), chain) is { } below ? own.Over(below) : null;
    }

    private TechniqueSettings? Read(TechniqueFile file)
    {
        // The check that a file exists is done for every place that names it, so that each wrong name is reported.
        var root = files.Load(file.FullPath, file.NamedAt);
        if (_read.TryGetValue(file.FullPath, out var settings)) return settings;
        return _read[file.FullPath] = TechniqueReader.ReadFile(root, errors);
    }
}
