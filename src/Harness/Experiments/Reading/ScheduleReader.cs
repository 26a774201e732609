using Harness.Training.Schedules;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>schedule</c>: a name alone, or a name with its arguments, <c>{ one_cycle: { warm_up: 0.3 } }</c>.</summary>
internal static class ScheduleReader
{
    /// <summary>Reads the schedule of a phase, or of all.</summary>
    /// <param name="node">The schedule.</param>
    /// <param name="epochs">The epochs of the phase; absent for those of all phases, which are known when all files are read.</param>
    /// <param name="errors">Where to report.</param>
    public static Parsed<ScheduleSettings> Read(YamlNode? node, Parsed<int> epochs, DiagnosticBag errors)
    {
        if (node is null) return default;
        var before = errors.Count;
        var schedule = ScheduleRegistry.All.Read(node, errors);
        if (errors.Count == before && epochs.IsValid && schedule?.ProblemIn(epochs.Value, "its phase") is { } problem)
            errors.Add(LocationOf(problem.Argument, node), problem.Message);
        return Parsed<ScheduleSettings>.OrBroken(schedule, node.Location);
    }

    private static Diagnostics.SourceLocation LocationOf(string argument, YamlNode node) =>
        node is YamlMapping { Entries: [{ Value: YamlMapping arguments }] } && arguments.Find(argument) is { } entry ? entry.Key.Location : node.Location;
}
