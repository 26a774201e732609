using Harness.Cli.Output;
using Harness.Proposals;
using Harness.Running;

namespace Harness.Cli.Runs;

/// <summary>A suite that was chosen and written, to which seeds are added while it is run. Whoever edits it meanwhile must not lose that.</summary>
/// <param name="chosen">What was written.</param>
/// <param name="file">The suite file.</param>
internal sealed class GrowingSuite(SuiteProposal chosen, string file)
{
    /// <summary>What the file says, unless somebody has edited it.</summary>
    public SuiteProposal Chosen { get; private set; } = chosen;

    /// <summary>Writes the suite with another seed and makes it ready.</summary>
    /// <param name="more">The suite with that seed.</param>
    /// <param name="open">Makes ready what is written by then.</param>
    /// <param name="display">Notified of what happens.</param>
    /// <returns>The session; null where the suite was edited, so that it stays as it is.</returns>
    public SuiteSession? Grow(SuiteProposal more, Func<SuiteSession> open, ProgressDisplay display)
    {
        if (!ProposalFiles.AreAsWritten(Chosen, file))
        {
            display.Noted($"{file}, or one of its techniques, was changed while it ran, so that no further seed is added. The report is of what it said before; run the same command again for what it says now.");
            return null;
        }
        ProposalFiles.Write(more, file, replaces: true);
        try
        {
            var session = open();
            Chosen = more;
            display.Noted($"There is time for another seed: {file} has {Chosen.Seeds} now.");
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
