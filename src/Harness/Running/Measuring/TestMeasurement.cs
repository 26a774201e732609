using Harness.Data;
using Harness.Planning;
using Harness.Results;
using Harness.Storage;
using Harness.Training;
using Harness.Training.State;

namespace Harness.Running.Measuring;

/// <summary>Measures the kept epochs of a plan's finished trainings on the test images: once, at the end, when nothing is chosen any more.</summary>
/// <param name="evaluator">Measures a network on the test images.</param>
/// <param name="folder">The results folder, where it is written down that the images were opened.</param>
internal sealed class TestMeasurement(StateEvaluator evaluator, string folder)
{
    /// <summary>Prepares the test images of a suite; nothing is read yet.</summary>
    /// <param name="session">The suite.</param>
    /// <returns>The measurement.</returns>
    public static TestMeasurement Of(SuiteSession session)
    {
        // To the streams of images, those of the test are validation images of another manifest.
        var images = new ImagePipeline(session.Manifest with { Valid = session.Manifest.Test }, session.Suite.Data, new ImagePipelineOptions { Workers = session.Workers }, session.DecodedImages);
        return new(new StateEvaluator(session.Models, images, session.Device, session.Compute, session.BatchLimit), session.OutputFolder);
    }

    /// <summary>The kept epochs that have not been measured.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The finished epochs.</param>
    /// <returns>Each once, of the trainings that are finished; none if there is no test part.</returns>
    public static IReadOnlyList<EpochNode> Missing(Plan plan, IEpochStore store) => plan.Suite.Data.Split.HasTest
        ? [.. plan.Runs.Select(run => Kept(run, store)).OfType<EpochNode>().DistinctBy(node => node.Key).Where(node => store.FindTest(node.Key) is null)]
        : [];

    /// <summary>Opens the test images, if there is something to measure on them.</summary>
    /// <param name="plan">The plan, as far as it could be run.</param>
    /// <param name="store">Where results go.</param>
    /// <param name="stateAfter">Gives the state that an epoch ended with; null if it is not available.</param>
    /// <param name="observer">Notified that the images are opened.</param>
    /// <param name="cancellation">Stops between two batches; what was measured by then stays in the store.</param>
    public void Run(Plan plan, IEpochStore store, Func<EpochNode, TrainingState?> stateAfter, IRunObserver observer, CancellationToken cancellation)
    {
        var missing = Missing(plan, store);
        if (missing.Count == 0) return;
        var before = TestOpenings.Read(folder).Count;
        var opened = TestOpenings.Add(folder, missing.Count);
        observer.Noted(
            $"The test images are opened for {missing.Count} trained {(missing.Count == 1 ? "network" : "networks")}{Before(before)}.");
        foreach (var node in missing)
        {
            cancellation.ThrowIfCancellationRequested();
            using var state = stateAfter(node);
            if (state is null) continue;
            var (metrics, predictions) = evaluator.Evaluate(node.Task, state, cancellation);
            store.SaveTest(node, new TestResult(opened, metrics) { Predictions = predictions });
        }
    }

    private static string Before(int openings) => openings switch
    {
        0 => "",
        1 => "; they have been opened once before",
        _ => $"; they have been opened {openings} times before",
    };

    private static EpochNode? Kept(PlannedRun run, IEpochStore store)
    {
        var results = run.Nodes.Select(node => store.FindSummary(node.Key)?.Result).ToList();
        return run.Kept(node => results[node.Epoch]);
    }
}
