using Harness.Planning;
using Harness.Running;

namespace Harness.Estimation;

/// <summary>What the parts of a suite take of what the whole takes.</summary>
public static class PartEstimate
{
    /// <summary>How much of the work that is missing is in the part that has the most of it.</summary>
    /// <param name="session">The suite.</param>
    /// <param name="count">The number of parts.</param>
    /// <returns>0…1; 0 where nothing is missing.</returns>
    public static double LongestShare(SuiteSession session, int count)
    {
        var missing = PlanParts.Cut(session.Plan, count).Select(part => MissingEpochs.Of(part, session.Store).Sum(sharedEpoch => sharedEpoch.Work)).ToList();
        return missing.Sum() is var sum and > 0 ? missing.Max() / sum : 0;
    }
}
