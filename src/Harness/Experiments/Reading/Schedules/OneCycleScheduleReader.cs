using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Schedules;

/// <summary><c>one_cycle</c> or <c>one_cycle: { warm_up: 0.3, start_factor: 0.04, end_factor: 1e-4 }</c>.</summary>
internal static class OneCycleScheduleReader
{
    // A factor of 0 would make steps that change nothing.
    private static readonly NumberRange Factors = NumberRange.Unit.Above();

    public static ScheduleSettings? Read(NamedItem item, int? epochs, DiagnosticBag errors)
    {
        var settings = new OneCycleScheduleSettings();
        if (ScheduleReader.Settings(item, errors) is not { } section) return settings;
        settings = new OneCycleScheduleSettings(
            Scalars.Number(section.Optional("warm_up"), "warm_up", NumberRange.Unit.Below(), errors) ?? settings.WarmUp,
            Scalars.Number(section.Optional("start_factor"), "start_factor", Factors, errors) ?? settings.StartFactor,
            Scalars.Number(section.Optional("end_factor"), "end_factor", Factors, errors) ?? settings.EndFactor);
        section.Close();
        return settings;
    }
}
