using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Schedules;

/// <summary>A stair of whole epochs: PyTorch's <c>StepLR</c>, stepped per epoch.</summary>
public static class StepSchedule
{
    /// <summary>The factor of a step.</summary>
    /// <param name="settings">How long and how high the stairs are.</param>
    /// <param name="epochs">The epochs of the phase.</param>
    /// <param name="step">Counted from 0.</param>
    /// <param name="totalSteps">The steps of the phase, equally many in every epoch.</param>
    /// <returns>The factor, 1 in the first epochs.</returns>
    public static double Factor(StepScheduleSettings settings, int epochs, int step, int totalSteps)
    {
        var epoch = (int)((long)step * epochs / totalSteps);
        return Math.Pow(settings.RateFactor, epoch / settings.EveryEpochs);
    }
}

/// <summary>The same rates for some epochs, then smaller ones. Source: PyTorch's <c>StepLR</c>.</summary>
/// <param name="EveryEpochs">After how many epochs the rates change.</param>
/// <param name="RateFactor">What they are then multiplied by.</param>
public sealed record StepScheduleSettings(int EveryEpochs, double RateFactor = 0.1) : ScheduleSettings
{
    private static readonly Argument<StepScheduleSettings, int> EveryEpochsArgument = new(new WholeNumberForm(NumberRange.AtLeast(1)), static block => block.EveryEpochs)
    {
        Name = "every_epochs",
        Description = "After how many epochs the rates change.",
    };

    private static readonly Argument<StepScheduleSettings, double> RateFactorArgument = new(new NumberForm(NumberRange.Unit.Above()), static block => block.RateFactor, 0.1)
    {
        Name = "factor",
        Description = "What they are then multiplied by.",
    };

    internal static BlockSpec<ScheduleSettings> Definition { get; } = new BlockSpec<ScheduleSettings, StepScheduleSettings>
    {
        Name = "step",
        Description = "Smaller rates after every few epochs, like PyTorch's StepLR.",
        Example = "step: { every_epochs: 7, factor: 0.1 }",
        Takes = [EveryEpochsArgument, RateFactorArgument],
        Create = static values => new(EveryEpochsArgument.In(values), RateFactorArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override double Factor(int epochs, int step, int totalSteps) => StepSchedule.Factor(this, epochs, step, totalSteps);
}
