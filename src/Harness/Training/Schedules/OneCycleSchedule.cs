using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Schedules;

/// <summary>One cycle: half a cosine wave up, half a wave down. The same numbers as PyTorch's <c>OneCycleLR</c> (cosine, two phases, <c>cycle_momentum=False</c>).</summary>
public static class OneCycleSchedule
{
    /// <summary>The factor of a step.</summary>
    /// <param name="settings">Where it begins, turns and ends.</param>
    /// <param name="step">Counted from 0.</param>
    /// <param name="totalSteps">The steps of the phase.</param>
    /// <returns>The factor, 1 at the highest point.</returns>
    public static double Factor(OneCycleScheduleSettings settings, int step, int totalSteps)
    {
        // As in PyTorch the turning point need not be a whole step, and without warm-up it is a step before the first.
        var turn = (settings.WarmUp * totalSteps) - 1;
        // 1. On the way up. A rise of a single step is at its top at once; PyTorch divides by zero there.
        if (step <= turn && turn > 0) return Schedule.HalfWave(settings.StartFactor, 1, step / turn);
        // 2. On the way down, to the very end factor in the last step.
        return Schedule.HalfWave(1, settings.EndFactor, (step - turn) / (totalSteps - 1 - turn));
    }
}

/// <summary>Half a cosine wave up to the written rates, then half a wave down. Source: Smith and Topin 2018, https://arxiv.org/abs/1708.07120; PyTorch's
/// <c>OneCycleLR</c>.</summary>
/// <param name="WarmUp">The fraction of the phase in which the rates rise.</param>
/// <param name="StartFactor">The factor of the first step: PyTorch's 1 / <c>div_factor</c>.</param>
/// <param name="EndFactor">The factor of the last step: PyTorch's 1 / (<c>div_factor</c> × <c>final_div_factor</c>), there 4e-6.</param>
public sealed record OneCycleScheduleSettings(double WarmUp = 0.3, double StartFactor = 0.04, double EndFactor = 1e-4) : ScheduleSettings
{
    // A factor of 0 would make steps that change nothing.
    private static readonly NumberForm Factors = new(NumberRange.Unit.Above());

    private static readonly Argument<OneCycleScheduleSettings, double> WarmUpArgument = new(new NumberForm(NumberRange.Unit.Below()), static block => block.WarmUp, 0.3)
    {
        Name = "warm_up",
        Description = "The fraction of the phase in which the rates rise.",
    };

    private static readonly Argument<OneCycleScheduleSettings, double> StartFactorArgument = new(Factors, static block => block.StartFactor, 0.04)
    {
        Name = "start_factor",
        Description = "The factor of the first step.",
    };

    private static readonly Argument<OneCycleScheduleSettings, double> EndFactorArgument = new(Factors, static block => block.EndFactor, 1e-4)
    {
        Name = "end_factor",
        Description = "The factor of the last step.",
    };

    internal static BlockSpec<ScheduleSettings> Definition { get; } = new BlockSpec<ScheduleSettings, OneCycleScheduleSettings>
    {
        Name = "one_cycle",
        Description = "Half a cosine wave up, half a wave down, like PyTorch's OneCycleLR with cycle_momentum=False: only the rates move.",
        Example = "one_cycle: { warm_up: 0.3 }",
        Takes = [WarmUpArgument, StartFactorArgument, EndFactorArgument],
        Create = static values => new(WarmUpArgument.In(values), StartFactorArgument.In(values), EndFactorArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override double Factor(int epochs, int step, int totalSteps) => OneCycleSchedule.Factor(this, step, totalSteps);
}
