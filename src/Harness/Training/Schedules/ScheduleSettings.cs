using Harness.Yaml.Blocks;

namespace Harness.Training.Schedules;

/// <summary>How learning rates move from step to step: a factor on all of them, so that their ratios stay.</summary>
public abstract record ScheduleSettings : Block
{
    /// <summary>The factor of a step.</summary>
    /// <param name="epochs">The epochs that the schedule spans: those of a phase, or of all.</param>
    /// <param name="step">Counted from 0 over all of them.</param>
    /// <param name="totalSteps">The steps of all of them.</param>
    /// <returns>The factor, 0…1.</returns>
    public abstract double Factor(int epochs, int step, int totalSteps);

    /// <summary>Checks the schedule against its length.</summary>
    /// <param name="epochs">The epochs that it spans.</param>
    /// <param name="owner">Whose epochs they are, for the message.</param>
    /// <returns>The argument that does not fit and why; null if all is well.</returns>
    internal virtual (string Argument, string Message)? ProblemIn(int epochs, string owner) => null;
}
