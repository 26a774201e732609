namespace Harness.Training.Schedules;

/// <summary>A schedule of learning rates, the number of epochs that it spans, and the position of an epoch in it.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Epoch">The epoch's place, counted from 0.</param>
/// <param name="Epochs">The epochs that it spans: those of a phase, or of all phases.</param>
public sealed record ScheduleSpan(ScheduleSettings Schedule, int Epoch, int Epochs)
{
    /// <summary>The factor of a step.</summary>
    /// <param name="step">Counted from 0 in the epoch.</param>
    /// <param name="epochSteps">The steps of an epoch, equally many in all.</param>
    /// <returns>The factor on all rates, 0…1.</returns>
    public double Factor(int step, int epochSteps) => Schedule.Factor(Epochs, (Epoch * epochSteps) + step, Epochs * epochSteps);
}
