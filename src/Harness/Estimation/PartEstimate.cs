using Harness.Planning;
using Harness.Running;
using Harness.Running.Epochs;

namespace Harness.Estimation;

/// <summary>The share of the parts in the work of a suite.</summary>
public static class PartEstimate
{
    /// <summary>The fraction of the missing work that is in the part with the most of it.</summary>
    /// <param name="session">The suite.</param>
    /// <param name="count">The number of parts.</param>
    /// <returns>0…1; 0 if nothing is missing.</returns>
    public static double LongestShare(SuiteSession session, int count)
    {
        var missing = PlanParts.Cut(session.Plan, count).Select(part => MissingEpochs.Of(part, session.Store).Sum(sharedEpoch => sharedEpoch.Work)).ToList();
        return missing.Sum() is var sum and > 0 ? missing.Max() / sum : 0;
    }
}
