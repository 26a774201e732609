using Harness.Cli.Commands;
using Harness.Cli.Output;
using Harness.Proposals;
using Harness.Running.Opening;

namespace Harness.Cli.Runs;

/// <summary><c>harness compare FOLDER</c> of a folder of images: chooses a suite, unless there is one, and runs it.</summary>
/// <param name="folder">The folder of images.</param>
/// <param name="choice">How to choose.</param>
/// <param name="output">Prints the report.</param>
internal sealed class ImageComparison(string folder, SuiteChoice choice, ReportOutput output)
{
    /// <summary>Chooses and runs.</summary>
    /// <param name="replaces">Whether an existing suite is replaced.</param>
    /// <returns>The exit code.</returns>
    public int Run(bool replaces)
    {
        output.RedirectProgress();
        using var interrupt = new Interrupt();
        if (File.Exists(choice.File) && !replaces) return RunThere(interrupt.Token);
        var (proposer, chosen) = choice.Make(folder, replaces, interrupt.Token);
        using var made = proposer;
        // The requested options are in the suite now.
        var options = choice.Run with { Seeds = null, Backbone = null, Weights = null };
        var suite = new GrowingSuite(chosen, choice.File);
        return new TimeLimitedRun(options, output, choice.Limit, interrupt.Token).Run(
            display => proposer.Reopen(options, display, interrupt.Token),
            display => choice.GoesOn && proposer.WithAnotherSeed(suite.Chosen) is { } more ? suite.Grow(more, () => proposer.Reopen(options, display, interrupt.Token), display) : null);
    }

    private int RunThere(CancellationToken cancellation)
    {
        var options = ProposalFiles.ForImages(choice.Run, folder);
        Wide.WriteLine($"{choice.File} already exists, so it is run as it is, continuing from its stored epochs; {TimeLimit.Option} only limits the run. Use --force to choose again.");
        var splits = SuiteOpener.SplitsOf(options);
        return splits.Count > 1
            ? new WholeRun(options, splits, output, cancellation) { Limit = choice.Limit }.Run()
            : new TimeLimitedRun(options, output, choice.Limit, cancellation).Run(display => SuiteOpener.Open(options, display, display.Images, cancellation), goOn: null);
    }
}
