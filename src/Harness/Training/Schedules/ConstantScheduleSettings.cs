using Harness.Yaml.Blocks;

namespace Harness.Training.Schedules;

/// <summary>The rates as they are written, in every step.</summary>
public sealed record ConstantScheduleSettings : ScheduleSettings
{
    internal static BlockSpec<ScheduleSettings> Definition { get; } = new BlockSpec<ScheduleSettings, ConstantScheduleSettings>
    {
        Name = "constant",
        Description = "The rates as written.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override double Factor(int epochs, int step, int totalSteps) => 1;
}
