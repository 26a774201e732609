using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Schedules;

/// <summary>A linear warm-up, then half a cosine wave down: PyTorch's <c>LinearLR</c> and <c>CosineAnnealingLR</c> in a row, stepped per batch.</summary>
public static class CosineSchedule
{
    /// <summary>The factor of a step.</summary>
    /// <param name="settings">How it begins and ends.</param>
    /// <param name="epochs">The epochs of the phase.</param>
    /// <param name="step">Counted from 0.</param>
    /// <param name="totalSteps">The steps of the phase.</param>
    /// <returns>The factor, 1 in the first step after the warm-up.</returns>
    public static double Factor(CosineScheduleSettings settings, int epochs, int step, int totalSteps)
    {
        // A phase of a few steps, as in a dry run, keeps at least one for the way down.
        var warmUpSteps = Math.Min((int)Math.Round(settings.WarmUpEpochs / epochs * totalSteps), totalSteps - 1);
        // 1. On the way up: 1/w, 2/w … w/w, for a factor of 0 would waste the first step.
        if (step < warmUpSteps) return (step + 1.0) / warmUpSteps;
        // 2. On the way down.
        return Schedule.HalfWave(1, settings.EndFactor, (double)(step - warmUpSteps) / (totalSteps - warmUpSteps));
    }
}

/// <summary>A linear rise to the written rates, then half a cosine wave down. Source: Loshchilov and Hutter 2017, https://arxiv.org/abs/1608.03983,
/// without restarts.</summary>
/// <param name="WarmUpEpochs">The epochs, perhaps not whole, in which the rates rise; 0 for none.</param>
/// <param name="EndFactor">The factor that the step after the last one would have.</param>
public sealed record CosineScheduleSettings(double WarmUpEpochs = 0, double EndFactor = 0) : ScheduleSettings
{
    private static readonly Argument<CosineScheduleSettings, double> WarmUpEpochsArgument = new(new NumberForm(NumberRange.NotNegative), static block => block.WarmUpEpochs, 0)
    {
        Name = "warm_up_epochs",
        Description = "Epochs, perhaps not whole, in which the rates rise; less than the epochs of the phase.",
    };

    private static readonly Argument<CosineScheduleSettings, double> EndFactorArgument = new(new NumberForm(NumberRange.Unit), static block => block.EndFactor, 0)
    {
        Name = "end_factor",
        Description = "The factor that the rates fall towards.",
    };

    internal static BlockSpec<ScheduleSettings> Definition { get; } = new BlockSpec<ScheduleSettings, CosineScheduleSettings>
    {
        Name = "cosine",
        Description = "A linear warm-up, then half a cosine wave down, like PyTorch's CosineAnnealingLR after a LinearLR.",
        Example = "cosine: { warm_up_epochs: 1 }",
        Takes = [WarmUpEpochsArgument, EndFactorArgument],
        Create = static values => new(WarmUpEpochsArgument.In(values), EndFactorArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override double Factor(int epochs, int step, int totalSteps) => CosineSchedule.Factor(this, epochs, step, totalSteps);

    internal override (string Argument, string Message)? ProblemIn(int epochs, string owner) => WarmUpEpochs < epochs
        ? null
        : (WarmUpEpochsArgument.Name, $"'{WarmUpEpochsArgument.Name}' must be less than the {epochs} epochs of {owner}");
}
