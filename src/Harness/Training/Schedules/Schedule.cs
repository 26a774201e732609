using Harness.Experiments;

namespace Harness.Training.Schedules;

/// <summary>What the learning rates of a phase are multiplied by in each step.</summary>
public static class Schedule
{
    /// <summary>The factor of a step.</summary>
    /// <param name="settings">The schedule.</param>
    /// <param name="epochs">The epochs of the phase.</param>
    /// <param name="step">Counted from 0 over the whole phase.</param>
    /// <param name="totalSteps">The steps of the whole phase.</param>
    /// <returns>The factor, 0…1.</returns>
    public static double Factor(ScheduleSettings settings, int epochs, int step, int totalSteps) => settings switch
    {
        ConstantScheduleSettings => 1,
        OneCycleScheduleSettings oneCycle => OneCycleSchedule.Factor(oneCycle, step, totalSteps),
        CosineScheduleSettings cosine => CosineSchedule.Factor(cosine, epochs, step, totalSteps),
        StepScheduleSettings steps => StepSchedule.Factor(steps, epochs, step, totalSteps),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings, "There is no schedule for these settings."),
    };

    /// <summary>Half a cosine wave from one value to another.</summary>
    /// <param name="from">The value at 0.</param>
    /// <param name="to">The value at 1.</param>
    /// <param name="position">0…1.</param>
    /// <returns>The value in between.</returns>
    internal static double HalfWave(double from, double to, double position) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * position)));
}
