using Harness.Experiments;

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
