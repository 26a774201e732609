using System.Runtime.ExceptionServices;

namespace Harness.Reporting;

/// <summary>Runs independent pieces of work on all cores.</summary>
internal static class Together
{
    /// <summary>Runs all of it; after a failure no more pieces are started.</summary>
    /// <param name="works">The pieces, in any order.</param>
    /// <exception cref="Exception">What the first of the failed pieces threw, unchanged: a full disk fails several, and one of them is enough.</exception>
    public static void Do(IEnumerable<Action> works)
    {
        try
        {
            Parallel.ForEach(works, work => work());
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
