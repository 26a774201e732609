using Harness.Yaml.Blocks;

namespace Harness.Training.Schedules;

/// <summary>The schedules of learning rates.</summary>
internal static class ScheduleRegistry
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static readonly BlockFamily<ScheduleSettings> All = new("schedule", static name => $"schedule '{name}'")
    {
        ConstantScheduleSettings.Definition,
        OneCycleScheduleSettings.Definition,
        CosineScheduleSettings.Definition,
        StepScheduleSettings.Definition,
    };
}
