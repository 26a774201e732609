using Harness.Training.Schedules;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>schedule</c>: a name alone, or a name with its arguments, <c>{ one_cycle: { warm_up: 0.3 } }</c>.</summary>
internal static class ScheduleReader
{
    /// <summary>Reads the schedule of a phase; constant where there is none, null after reporting.</summary>
    /// <param name="node">The schedule.</param>
    /// <param name="epochs">The epochs of the phase; null where they could not be read.</param>
    /// <param name="errors">Where to report.</param>
    public static ScheduleSettings? Read(YamlNode? node, int? epochs, DiagnosticBag errors)
    {
        if (node is null) return new ConstantScheduleSettings();
        var before = errors.Count;
        var schedule = ScheduleRegistry.All.Read(node, errors);
        if (errors.Count == before && epochs is { } length && schedule?.ProblemIn(length) is { } problem)
            errors.Add(LocationOf(problem.Argument, node), problem.Message);
        return schedule;
    }

    private static Diagnostics.SourceLocation LocationOf(string argument, YamlNode node) =>
        node is YamlMapping { Entries: [{ Value: YamlMapping arguments }] } && arguments.Find(argument) is { } entry ? entry.Key.Location : node.Location;
}
