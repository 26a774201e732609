using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Schedules;

/// <summary><c>step: { every_epochs: 7, factor: 0.1 }</c>.</summary>
internal static class StepScheduleReader
{
    public static ScheduleSettings? Read(NamedItem item, int? epochs, DiagnosticBag errors)
    {
        if (!item.HasArgument("step: { every_epochs: 7, factor: 0.1 }", errors)) return null;
        if (ScheduleReader.Settings(item, errors) is not { } section) return null;
        var every = Scalars.Integer(section.Required("every_epochs"), "every_epochs", NumberRange.AtLeast(1), errors);
        var factor = Scalars.Number(section.Optional("factor"), "factor", NumberRange.Unit.Above(), errors);
        section.Close();
        if (every is null) return null;
        var settings = new StepScheduleSettings(every.Value);
        return factor is null ? settings : settings with { Factor = factor.Value };
    }
}
