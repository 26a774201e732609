using Harness.Experiments;

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
        return Math.Pow(settings.Factor, epoch / settings.EveryEpochs);
    }
}
