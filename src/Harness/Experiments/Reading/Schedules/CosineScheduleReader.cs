using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Schedules;

/// <summary><c>cosine</c> or <c>cosine: { warm_up_epochs: 1, end_factor: 0 }</c>.</summary>
internal static class CosineScheduleReader
{
    public static ScheduleSettings? Read(NamedItem item, int? epochs, DiagnosticBag errors)
    {
        var settings = new CosineScheduleSettings();
        if (ScheduleReader.Settings(item, errors) is not { } section) return settings;
        settings = new CosineScheduleSettings(
            Scalars.Number(section.Optional("warm_up_epochs"), "warm_up_epochs", NumberRange.NotNegative, errors) ?? settings.WarmUpEpochs,
            Scalars.Number(section.Optional("end_factor"), "end_factor", NumberRange.Unit, errors) ?? settings.EndFactor);
        section.Close();
        if (settings.WarmUpEpochs >= epochs)
            errors.Add(section.KeyLocation("warm_up_epochs"), $"'warm_up_epochs' must be less than the {epochs} epochs of its phase");
        return settings;
    }
}
