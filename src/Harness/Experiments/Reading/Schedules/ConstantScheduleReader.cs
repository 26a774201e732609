using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Schedules;

/// <summary><c>constant</c>.</summary>
internal static class ConstantScheduleReader
{
    public static ScheduleSettings? Read(NamedItem item, int? epochs, DiagnosticBag errors)
    {
        item.RefuseArgument(errors);
        return new ConstantScheduleSettings();
    }
}
