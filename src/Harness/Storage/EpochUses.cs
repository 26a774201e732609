using System.Text.Json;

namespace Harness.Storage;

/// <summary>Which suites have used which epochs of a store, when they did last, and which do now.</summary>
internal sealed class EpochUses
{
    private static readonly EpochUse Unknown = new([], null, IsNow: false);

    private readonly Dictionary<string, EpochUse> _uses = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = [];

    /// <summary>The lists of epochs, by path.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists => _lists;

    /// <summary>Reads what a store says.</summary>
    /// <param name="layout">The store.</param>
    /// <returns>The uses.</returns>
    public static EpochUses Read(StoreLayout layout)
    {
        var uses = new EpochUses();
        if (!Directory.Exists(layout.Uses)) return uses;
        var now = RunningPlans(layout);
        foreach (var path in Directory.EnumerateFiles(layout.Uses, $"*{StoreUse.ListEnding}").Order(StringComparer.Ordinal))
        {
            if (ReadFile(path) is { } file) uses.Add(path, file, now.Contains(Path.GetFileNameWithoutExtension(path)));
        }
        return uses;
    }

    /// <summary>What is known about an epoch.</summary>
    /// <param name="key">Its key.</param>
    public EpochUse Of(string key) => _uses.GetValueOrDefault(key, Unknown);

    private void Add(string path, UseFile file, bool isNow)
    {
        var use = new EpochUse([file.Suite], File.GetLastWriteTimeUtc(path), isNow);
        _lists[path] = file.Epochs;
        foreach (var key in file.Epochs) _uses[key] = _uses.TryGetValue(key, out var other) ? other.And(use) : use;
    }

    /// <summary>The marks of processes that were killed.</summary>
    /// <param name="layout">The store.</param>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> StaleMarks(StoreLayout layout) => [.. Marks(layout).Where(IsStale)];

    // By the beginnings of their names.
    private static HashSet<string> RunningPlans(StoreLayout layout) => [.. Marks(layout).Where(mark => !IsStale(mark)).Select(mark => Path.GetFileName(mark).Split('.', 2)[0])];

    private static IEnumerable<string> Marks(StoreLayout layout) => Directory.Exists(layout.Uses) ? Directory.EnumerateFiles(layout.Uses, $"*{StoreUse.MarkEnding}") : [];

    private static bool IsStale(string mark) => DateTime.UtcNow - File.GetLastWriteTimeUtc(mark) > StoreUse.StaleAfter;

    private static UseFile? ReadFile(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), EpochFileFormat.Default.UseFile);
        }
        catch (Exception exception) when (exception is JsonException || StoredFiles.IsGone(exception))
        {
            return null;
        }
    }
}

/// <summary>The uses of one epoch.</summary>
/// <param name="Suites">The suites.</param>
/// <param name="Last">When the last one was; null for none.</param>
/// <param name="IsNow">Whether one continues.</param>
internal sealed record EpochUse(IReadOnlyList<string> Suites, DateTime? Last, bool IsNow)
{
    /// <summary>These and another.</summary>
    public EpochUse And(EpochUse other) => new([.. Suites, .. other.Suites], Last > other.Last ? Last : other.Last, IsNow || other.IsNow);
}
