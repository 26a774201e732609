using Harness.Yaml.Blocks;

namespace Harness.Training.Schedules;

/// <summary>How the learning rates of a phase move from step to step: a factor on all of them, so that their ratios stay.</summary>
public abstract record ScheduleSettings : Block
{
    /// <summary>The factor of a step.</summary>
    /// <param name="epochs">The epochs of the phase.</param>
    /// <param name="step">Counted from 0 over the whole phase.</param>
    /// <param name="totalSteps">The steps of the whole phase.</param>
    /// <returns>The factor, 0…1.</returns>
    public abstract double Factor(int epochs, int step, int totalSteps);

    /// <summary>Looks at the schedule beside the length of its phase.</summary>
    /// <param name="epochs">The epochs of the phase.</param>
    /// <returns>The argument that does not fit and why; null where all is well.</returns>
    internal virtual (string Argument, string Message)? ProblemIn(int epochs) => null;
}
