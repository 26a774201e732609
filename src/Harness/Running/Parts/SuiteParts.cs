using Harness.Diagnostics;
using Harness.Planning;
using Harness.Running.Epochs;
using Harness.Running.Measuring;

namespace Harness.Running.Parts;

/// <summary>The parts of a suite that wait in its results folder for their report: whether they are parts of the same plan, and whether all are finished.</summary>
/// <param name="session">The suite.</param>
internal sealed class SuiteParts(SuiteSession session)
{
    private string Folder => session.OutputFolder;

    /// <summary>Cuts the plan.</summary>
    /// <param name="part">Which part.</param>
    /// <returns>A plan of some of the trainings, empty if there are more parts than the suite can be cut into.</returns>
    public Plan Cut(PartChoice part) => PlanParts.Cut(session.Plan, part.Count)[part.PlaceIn(session.Options.Split, PlanParts.MaximumOf(session.Plan))];

    /// <summary>Records what this plan is, for the parts that begin later and for the report.</summary>
    /// <param name="cancellation">Ends the waiting for another process that writes it.</param>
    /// <exception cref="HarnessException">Other parts in the results folder belong to another plan.</exception>
    public void Hold(CancellationToken cancellation) => PartsFile.Hold(Folder, PartsDescription.Of(session), cancellation);

    /// <summary>Compares the parts that wait with this plan.</summary>
    /// <returns>What differs; null if there are none, or they are parts of this plan.</returns>
    public string? Difference() => PartsFile.Find(Folder) is { } parts ? PartsDescription.Of(session).DifferenceFrom(parts) : null;

    /// <summary>Ends the waiting of parts of this plan, after all of it was run; of those of another plan, says that they are not joined.</summary>
    /// <param name="difference">What <see cref="Difference"/> gave before the run.</param>
    /// <param name="observer">Notified of parts of another plan, where there are test images.</param>
    public void Close(string? difference, IRunObserver observer)
    {
        if (difference is null) PartsFile.Remove(Folder);
        else if (session.Manifest.Test.Count > 0) observer.Noted(PartsFile.OfAnotherPlan(Folder, difference));
    }

    /// <summary>Finds out whether parts wait that can be joined now.</summary>
    /// <param name="observer">Notified of why those that wait cannot.</param>
    /// <returns>Whether they can.</returns>
    public bool CanBeJoined(IRunObserver observer)
    {
        if (PartsFile.Find(Folder) is not { } parts) return false;
        if (WhyNot(parts) is not { } reason) return true;
        observer.Noted(reason);
        return false;
    }

    /// <summary>Ends the waiting, after what is kept of the parts was measured on the test images.</summary>
    /// <param name="observer">Notified of what could not be measured.</param>
    public void EndJoining(IRunObserver observer)
    {
        var unmeasured = Unmeasured;
        if (unmeasured > 0) observer.Noted($"{unmeasured} of the networks could not be measured on test images: their stored states are damaged or missing. A whole run trains them again and measures them.");
        PartsFile.Remove(Folder);
    }

    private int Unmeasured => TestMeasurement.Missing(session.Plan, session.Store).Count;

    private string? WhyNot(PartsDescription parts)
    {
        if (PartsDescription.Of(session).DifferenceFrom(parts) is { } difference) return PartsFile.OfAnotherPlan(Folder, difference);
        var missing = MissingEpochs.Of(session.Plan, session.Store).Sum(sharedEpoch => sharedEpoch.Nodes.Count);
        if (missing > 0)
            return $"{missing} of {session.Plan.Nodes.Count} epochs are missing: not all parts are finished. Run the unfinished parts again, then repeat this command.";
        return Unmeasured > 0 && !session.ComputeDevice.IsHere
            ? "The test images were not opened: the results come from a GPU, and this machine has none. Run this command on a machine with a GPU."
            : null;
    }
}
