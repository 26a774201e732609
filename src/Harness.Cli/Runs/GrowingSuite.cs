using Harness.Cli.Output;
using Harness.Proposals;
using Harness.Running;

namespace Harness.Cli.Runs;

/// <summary>A suite that was chosen and written, and gets more seeds while it runs. Edits that somebody makes meanwhile must not be lost.</summary>
/// <param name="chosen">The suite as written.</param>
/// <param name="file">The suite file.</param>
internal sealed class GrowingSuite(SuiteProposal chosen, string file)
{
    /// <summary>The suite in the file, unless somebody has edited it.</summary>
    public SuiteProposal Chosen { get; private set; } = chosen;

    /// <summary>Writes the suite with another seed and opens it.</summary>
    /// <param name="more">The suite with that seed.</param>
    /// <param name="open">Opens the file as written.</param>
    /// <param name="display">Notified of what happens.</param>
    /// <returns>The session; null if the suite was edited, and is left as it is.</returns>
    public SuiteSession? Grow(SuiteProposal more, Func<SuiteSession> open, ProgressDisplay display)
    {
        if (!ProposalFiles.AreAsWritten(Chosen, file))
        {
            display.Noted($"{file}, or one of its techniques, was changed while it ran, so no further seed is added. The report is about the suite before the change; run the same command again for the changed one.");
            return null;
        }
        ProposalFiles.Write(more, file, replaces: true);
        try
        {
            var session = open();
            Chosen = more;
            display.Noted($"There is time for another seed: {file} now has {Chosen.Seeds}.");
            return session;
        }
        catch
        {
            // A suite must not ask for a seed that will not be trained.
            if (ProposalFiles.AreAsWritten(more, file)) ProposalFiles.Write(Chosen, file, replaces: true);
            throw;
        }
    }
}
