using Harness.Experiments;

namespace Harness.Training.Schedules;

/// <summary>One cycle: half a cosine wave up, half a wave down. The same numbers as PyTorch's <c>OneCycleLR</c> (cosine, two phases).</summary>
public static class OneCycleSchedule
{
    /// <summary>The factor of a step.</summary>
    /// <param name="settings">Where it begins, turns and ends.</param>
    /// <param name="step">Counted from 0.</param>
    /// <param name="totalSteps">The steps of the phase.</param>
    /// <returns>The factor, 1 at the highest point.</returns>
    public static double Factor(OneCycleScheduleSettings settings, int step, int totalSteps)
    {
        // As in PyTorch the turn need not fall on a whole step, and without warm-up it lies a step before the first.
        var turn = (settings.WarmUp * totalSteps) - 1;
        // 1. On the way up. A rise of a single step is at its top at once; PyTorch divides by zero there.
        if (step <= turn && turn > 0) return Schedule.HalfWave(settings.StartFactor, 1, step / turn);
        // 2. On the way down, to the very end factor in the last step.
        return Schedule.HalfWave(1, settings.EndFactor, (step - turn) / (totalSteps - 1 - turn));
    }
}
