using Harness.Running;
using Harness.Running.Collecting;
using Harness.Running.Opening;

namespace Harness.Tests.Running;

/// <summary>Runs suites as the command line does, in the process of the tests.</summary>
internal static class SuiteRuns
{
    /// <summary>Trains what is missing, and collects.</summary>
    /// <param name="options">What the command would say.</param>
    /// <param name="observer">Watches, and may stop it; null for none.</param>
    /// <returns>What there is of the suite; also where the observer stopped it.</returns>
    public static SuiteResult Run(RunOptions options, RecordingObserver? observer = null)
    {
        observer ??= new RecordingObserver();
        using var session = SuiteOpener.Open(options, observer, null);
        try
        {
            session.Run(observer, observer.Stop);
        }
        catch (OperationCanceledException)
        {
            // The observer asked for it.
        }
        return session.Collect();
    }
}
