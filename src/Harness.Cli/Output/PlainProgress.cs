using System.Diagnostics;
using Harness.Planning;
using Harness.Results;
using Harness.Training;

namespace Harness.Cli.Output;

/// <summary>Lines for logs and pipes: one when an epoch begins, some in between, one when it is finished.</summary>
/// <param name="write">Writes a line.</param>
internal sealed class PlainProgress(Action<string> write) : ProgressDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(30);
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private int _count;
    private int _total;

    /// <summary>Writes the lines to the console.</summary>
    public PlainProgress()
        : this(Console.WriteLine)
    {
    }

    /// <inheritdoc/>
    public override IProgress<(int Done, int Total)> Images { get; } = new Silent();

    /// <inheritdoc/>
    public override void Started(Plan plan, IReadOnlyList<SharedEpoch> toRun)
    {
        base.Started(plan, toRun);
        _count = 0;
        _total = toRun.Sum(sharedEpoch => sharedEpoch.Nodes.Count);
        write($"{plan.Suite.Name}: {Quantity.Of(plan.Suite.Techniques.Count, "technique")}, {Quantity.Of(plan.Suite.Seeds.Count, "seed")}, {Quantity.Of(plan.Nodes.Count, "epoch")} in all, {AtMost(plan, toRun)}{_total} to run{SharedEpochs(toRun)}.");
    }

    /// <inheritdoc/>
    public override void SharedEpochStarted(SharedEpoch sharedEpoch)
    {
        base.SharedEpochStarted(sharedEpoch);
        _sinceLine.Restart();
    }

    /// <inheritdoc/>
    public override void EpochsLeftOut(SharedEpoch sharedEpoch, SharedEpoch? needed)
    {
        base.EpochsLeftOut(sharedEpoch, needed);
        _total -= sharedEpoch.Nodes.Count - (needed?.Nodes.Count ?? 0);
    }

    /// <inheritdoc/>
    public override void Progressed(SharedEpoch sharedEpoch, EpochProgress progress)
    {
        base.Progressed(sharedEpoch, progress);
        if (_sinceLine.Elapsed < BetweenLines) return;
        _sinceLine.Restart();
        write(FormattableString.Invariant(
            $"  [{_count + 1}/{_total}] {Name(sharedEpoch)}: {(progress.Validating ? "valid" : "train")} {progress.ImagesDone}/{progress.ImagesTotal}, {TimeLeft.ImagesPerSecond:F0} images/s{Figures(progress)}, {TimeLeft} left"));
    }

    /// <inheritdoc/>
    public override void EpochFinished(EpochNode node, EpochResult result)
    {
        base.EpochFinished(node, result);
        write($"[{++_count}/{_total}] {Name(node)}: {Numbers(result)}, {TimeLeft} left");
        foreach (var ended in Ended(node, result)) write($"> {ended}");
    }

    /// <inheritdoc/>
    public override void EpochFailed(EpochNode node, string reason)
    {
        base.EpochFailed(node, reason);
        write($"[{++_count}/{_total}] {Name(node)}: FAILED: {reason}");
    }

    /// <inheritdoc/>
    public override void Noted(string message) => write($"note: {message}");

    private sealed class Silent : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            // Checking images takes only a moment; a log needs no line for it.
        }
    }
}
