using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>seeds</c>: the training seeds, each once.</summary>
internal static class SeedsReader
{
    private static readonly SourceLocation SeedsOption = new("--seeds");

    public static IReadOnlyList<long>? Read(YamlNode? node, IReadOnlyList<long>? given, DiagnosticBag errors)
    {
        var written = ReadList(node, errors);
        if (given is null) return written;
        if (given.Count == 0) errors.Add(SeedsOption, "no seed is given");
        foreach (var seed in given.Where(seed => seed < 0).Distinct())
            errors.Add(SeedsOption, $"a seed must be a whole number of at least 0, not {seed}");
        foreach (var group in given.GroupBy(seed => seed).Where(group => group.Count() > 1))
            errors.Add(SeedsOption, $"seed {group.Key} is given twice");
        return given;
    }

    private static List<long>? ReadList(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return null;
        if (node is not YamlSequence { Items.Count: > 0 } sequence)
        {
            errors.Add(node.Location, $"'seeds' must be a list of whole numbers, not {node.Kind}", "for example [0, 1, 2, 3, 4]");
            return null;
        }
        var seeds = new List<long>();
        foreach (var item in sequence.Items)
        {
            if (Scalars.Long(item, "seed", NumberRange.NotNegative, long.MaxValue, errors) is not { } seed) continue;
            if (seeds.Contains(seed)) errors.Add(item.Location, $"seed {seed} is listed twice");
            seeds.Add(seed);
        }
        return seeds;
    }
}
