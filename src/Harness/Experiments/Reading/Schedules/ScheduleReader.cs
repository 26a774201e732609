using Harness.Diagnostics;
using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Schedules;

/// <summary>Reads <c>schedule</c>: a name alone, or a name with its settings, <c>{ one_cycle: { warm_up: 0.3 } }</c>.</summary>
internal static class ScheduleReader
{
    private static readonly Registry<Func<NamedItem, int?, DiagnosticBag, ScheduleSettings?>> Readers = new("schedule")
    {
        { "constant", ConstantScheduleReader.Read },
        { "one_cycle", OneCycleScheduleReader.Read },
        { "cosine", CosineScheduleReader.Read },
        { "step", StepScheduleReader.Read },
    };

    /// <summary>Reads the schedule of a phase; constant where there is none, null after reporting.</summary>
    /// <param name="node">The schedule.</param>
    /// <param name="epochs">The epochs of the phase; null where they could not be read.</param>
    /// <param name="errors">Where to report.</param>
    public static ScheduleSettings? Read(YamlNode? node, int? epochs, DiagnosticBag errors)
    {
        if (node is null) return new ConstantScheduleSettings();
        if (NamedItem.Read(node, "schedule", errors) is not { } item) return null;
        if (Readers.TryGet(item.Name, out var reader)) return reader(item, epochs, errors);
        errors.AddUnknown(item.Location, "schedule", item.Name, Readers.Names);
        return null;
    }

    /// <summary>The settings of a schedule; null where it is a name alone, and null after reporting where they are no mapping.</summary>
    public static Section? Settings(NamedItem item, DiagnosticBag errors) => Section.Open(item.Argument, $"schedule '{item.Name}'", errors);
}
