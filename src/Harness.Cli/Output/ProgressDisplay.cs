using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Training;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Shows a run to a person: live bars on a terminal, plain lines elsewhere.</summary>
internal abstract class ProgressDisplay : IRunObserver
{
    private ILookup<string, PlannedRun> _lastEpochs = Array.Empty<PlannedRun>().ToLookup(run => run.Technique.Name);

    /// <summary>Notified of how many images have been checked.</summary>
    public abstract IProgress<(int Done, int Total)> Images { get; }

    /// <summary>The time that the run will still take.</summary>
    protected TimeLeft TimeLeft { get; private set; } = TimeLeft.Nothing;

    /// <summary>Runs something under a display that suits the output.</summary>
    /// <param name="work">What to run.</param>
    /// <returns>Its return value.</returns>
    public static T Show<T>(Func<ProgressDisplay, T> work) =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive || !AnsiConsole.Profile.Capabilities.Ansi
            ? work(new PlainProgress())
            : LiveProgress.Show(work);

    /// <inheritdoc/>
    public virtual void Started(Plan plan, IReadOnlyList<SharedEpoch> toRun)
    {
        TimeLeft = new TimeLeft(toRun);
        _lastEpochs = plan.Runs.ToLookup(run => run.Nodes[^1].Key);
    }

    /// <inheritdoc/>
    public virtual void SharedEpochStarted(SharedEpoch sharedEpoch) => TimeLeft.Begin(sharedEpoch);

    /// <inheritdoc/>
    public virtual void EpochsLeftOut(SharedEpoch sharedEpoch, SharedEpoch? needed)
    {
        if (needed is null) TimeLeft.Skip(sharedEpoch);
    }

    /// <summary>Loss and accuracy so far; empty while they are still on a GPU.</summary>
    protected static string Figures(EpochProgress progress) =>
        string.Concat(progress.Metrics.Select(metric => FormattableString.Invariant($", {Words(metric.Key)} {metric.Value:F4}")));

    /// <inheritdoc/>
    public virtual void Progressed(SharedEpoch sharedEpoch, EpochProgress progress) => TimeLeft.Update(sharedEpoch, progress);

    /// <inheritdoc/>
    public virtual void EpochFinished(EpochNode node, EpochResult result) => TimeLeft.Finish();

    /// <summary>The trainings that end with an epoch, in words.</summary>
    /// <param name="node">The epoch.</param>
    /// <param name="result">What it gave.</param>
    /// <returns>A sentence for each.</returns>
    protected IEnumerable<string> Ended(EpochNode node, EpochResult result) => _lastEpochs[node.Key].Select(run =>
        FormattableString.Invariant($"{run.Technique.Name}, seed {run.Seed}: validation accuracy {result.ValidAccuracy:F3}"));

    /// <inheritdoc/>
    public virtual void EpochFailed(EpochNode node, string reason) => TimeLeft.Finish();

    /// <inheritdoc/>
    public abstract void Noted(string message);

    /// <summary>An epoch in words.</summary>
    /// <param name="node">The epoch.</param>
    /// <returns>The technique (and how many share the epoch), seed and epoch.</returns>
    protected static string Name(EpochNode node)
    {
        var others = node.IsShared ? $" and {node.Techniques.Count - 1} more" : string.Empty;
        return FormattableString.Invariant($"{node.Techniques[0]}{others}, seed {node.Seed}, epoch {node.Epoch + 1}");
    }

    /// <summary>How many shared epochs the epochs are grouped into.</summary>
    /// <param name="toRun">The shared epochs.</param>
    /// <returns>A clause to append; empty if no epoch shares a pass.</returns>
    protected static string SharedEpochs(IReadOnlyList<SharedEpoch> toRun) =>
        toRun.Any(sharedEpoch => sharedEpoch.IsShared) ? $" in {Quantity.Of(toRun.Count, "pass", "passes")} through the backbone" : string.Empty;

    /// <summary>The words before the number of epochs to run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="toRun">The shared epochs to run.</param>
    /// <returns>Two words and a space if early stopping may leave out some of them; empty otherwise.</returns>
    protected static string AtMost(Plan plan, IReadOnlyList<SharedEpoch> toRun)
    {
        var stopping = plan.Suite.Techniques.Where(technique => technique.EarlyStopping is not null).Select(technique => technique.Name).ToHashSet();
        return toRun.Any(sharedEpoch => sharedEpoch.Nodes.Any(node => node.Techniques.Any(stopping.Contains))) ? "at most " : string.Empty;
    }

    /// <summary>A shared epoch in words.</summary>
    /// <param name="sharedEpoch">The shared epoch.</param>
    /// <returns>Its epoch, or how many share it, seed and epoch.</returns>
    protected static string Name(SharedEpoch sharedEpoch) => sharedEpoch.IsShared
        ? FormattableString.Invariant($"{sharedEpoch.Nodes.Count} heads on one backbone, seed {sharedEpoch.Seed}, epoch {sharedEpoch.Epoch + 1}")
        : Name(sharedEpoch.Nodes[0]);

    /// <summary>The numbers of a finished epoch.</summary>
    /// <param name="result">What it gave.</param>
    /// <returns>Losses, accuracies and seconds.</returns>
    protected static string Numbers(EpochResult result) => FormattableString.Invariant(
        $"train {Numbers(result.Train)}, valid {Numbers(result.Valid)}, {result.SpentSeconds:F1} s");

    private static string Numbers(IReadOnlyDictionary<string, double> metrics) =>
        string.Join(' ', metrics.Select(metric => FormattableString.Invariant($"{Words(metric.Key)} {metric.Value:F4}")));

    // "rotation_accuracy" is "rotation acc".
    private static string Words(string metric) => metric.Replace("accuracy", "acc", StringComparison.Ordinal).Replace('_', ' ');
}
