using Harness.Diagnostics;
using Harness.Running;
using Harness.Running.Collecting;

namespace Harness.Cli.Runs;

/// <summary>The list of trained networks in a results folder, which is written after the report.</summary>
internal static class TrainedNetworks
{
    /// <summary>Writes the list.</summary>
    /// <param name="session">What was run.</param>
    /// <param name="result">Its results.</param>
    /// <returns>Why it could not be written, to be thrown once the report, which is there anyway, is shown; null if it was.</returns>
    public static HarnessException? List(SuiteSession session, SuiteResult result)
    {
        try
        {
            session.WriteModelListing(result);
            return null;
        }
        catch (HarnessException exception)
        {
            return exception;
        }
    }
}
