using Harness.Cli.Output;
using Harness.Data.Splits;
using Harness.Proposals;
using Harness.Running;

namespace Harness.Cli.Runs;

/// <summary>Chooses a suite for a folder of images, writes it, and prints what was found and chosen.</summary>
/// <param name="File">The suite file.</param>
/// <param name="Minutes">The time that a run may take.</param>
/// <param name="Run">How to run it.</param>
/// <param name="Limit">Counts the time.</param>
/// <param name="RunsAtOnce">Whether the run follows at once.</param>
internal sealed record SuiteChoice(string File, double Minutes, RunOptions Run, TimeLimit Limit, bool RunsAtOnce)
{
    /// <summary>Whether another seed may be trained after those that were chosen: if there is time, and a store. Without a store, the suite with more seeds would start again.</summary>
    public bool GoesOn => Run.UseStore && Limit.HasTimeForAnotherSeed;

    /// <summary>Looks, chooses and writes.</summary>
    /// <param name="folder">The folder of images.</param>
    /// <param name="replaces">Whether existing files are replaced.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The proposer, with the images that it has checked, which the caller disposes; and the proposal.</returns>
    public (Proposer Proposer, SuiteProposal Chosen) Make(string folder, bool replaces, CancellationToken cancellation)
    {
        var survey = Surveyor.Look(folder, new FolderListing { Found = new FoundFiles(), Cancellation = cancellation });
        ProposalFiles.EnsureFree(File, replaces);
        ProposalFiles.EnsureOutside(File, survey);
        SurveyPrinter.Print(survey);
        var (proposer, chosen) = ProgressDisplay.Show(display => Choose(survey, display, cancellation));
        try
        {
            SurveyPrinter.Print(proposer.Images);
            ProposalFiles.Write(chosen, File, replaces);
            SurveyPrinter.Print(chosen, File);
            return (proposer, chosen);
        }
        catch
        {
            proposer.Dispose();
            throw;
        }
    }

    private (Proposer Proposer, SuiteProposal Chosen) Choose(FolderSurvey survey, ProgressDisplay display, CancellationToken cancellation)
    {
        var proposer = new Proposer(survey, new() { File = File, Minutes = Minutes, Run = Run, Watch = Limit.Watch, RunsAtOnce = RunsAtOnce }, display);
        try
        {
            return (proposer, proposer.Propose(display.Images, cancellation));
        }
        catch
        {
            proposer.Dispose();
            throw;
        }
    }
}
