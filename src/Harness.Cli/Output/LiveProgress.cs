using Harness.Planning;
using Harness.Results;
using Harness.Training;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Live bars: one for the suite, one for the current epoch; finished epochs scroll by above them.</summary>
internal sealed class LiveProgress : ProgressDisplay
{
    private readonly ProgressContext _context;
    private ProgressTask? _suite;
    private ProgressTask? _epoch;

    private LiveProgress(ProgressContext context)
    {
        _context = context;
        Images = new ImageCheck(context);
    }

    /// <inheritdoc/>
    public override IProgress<(int Done, int Total)> Images { get; }

    /// <summary>Runs something under live bars.</summary>
    public static new T Show<T>(Func<ProgressDisplay, T> work) => AnsiConsole.Progress()
        .AutoClear(true)
        .HideCompleted(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn())
        .Start(context => work(new LiveProgress(context)));

    /// <inheritdoc/>
    public override void Started(Plan plan, IReadOnlyList<SharedEpoch> toRun)
    {
        base.Started(plan, toRun);
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(plan.Suite.Name)}[/]: {Quantity.Of(plan.Suite.Techniques.Count, "technique")} × {Quantity.Of(plan.Suite.Seeds.Count, "seed")}, {AtMost(plan, toRun)}{toRun.Sum(sharedEpoch => sharedEpoch.Nodes.Count)} of {Quantity.Of(plan.Nodes.Count, "epoch")} to run{SharedEpochs(toRun)}");
        if (toRun.Count > 0) _suite = AddSuite();
    }

    /// <inheritdoc/>
    public override void SharedEpochStarted(SharedEpoch sharedEpoch)
    {
        base.SharedEpochStarted(sharedEpoch);
        // Even if nothing was to run, an epoch whose stored state is damaged is run again.
        _suite ??= AddSuite();
        _epoch = _context.AddTask(Markup.Escape(Name(sharedEpoch)), maxValue: 1);
    }

    /// <inheritdoc/>
    public override void Progressed(SharedEpoch sharedEpoch, EpochProgress progress)
    {
        base.Progressed(sharedEpoch, progress);
        _epoch!.Value = (double)progress.ImagesDone / Math.Max(1, progress.ImagesTotal);
        _epoch.Description = Markup.Escape(FormattableString.Invariant(
            $"{Name(sharedEpoch)}: {(progress.Validating ? "valid" : "train")} {TimeLeft.ImagesPerSecond:F0} images/s{Figures(progress)}"));
        _suite!.Value = TimeLeft.Fraction;
        _suite.Description = $"suite, {TimeLeft} left";
    }

    /// <inheritdoc/>
    public override void EpochFinished(EpochNode node, EpochResult result)
    {
        base.EpochFinished(node, result);
        EndEpoch();
        AnsiConsole.MarkupLine($"[green]✓[/] {Markup.Escape(Name(node))}: {Markup.Escape(Numbers(result))}");
        foreach (var ended in Ended(node, result)) AnsiConsole.MarkupLine($"[bold]{Markup.Escape(ended)}[/]");
    }

    /// <inheritdoc/>
    public override void EpochFailed(EpochNode node, string reason)
    {
        base.EpochFailed(node, reason);
        EndEpoch();
        AnsiConsole.MarkupLine($"[red]✗[/] {Markup.Escape(Name(node))}: {Markup.Escape(reason)}");
    }

    /// <inheritdoc/>
    public override void Noted(string message) => AnsiConsole.MarkupLine($"[yellow]note:[/] {Markup.Escape(message)}");

    private ProgressTask AddSuite() => _context.AddTask("suite", maxValue: 1);

    // A stopped task is hidden; the line above the bars says more.
    private void EndEpoch()
    {
        _epoch?.StopTask();
        _epoch = null;
    }

    private sealed class ImageCheck(ProgressContext context) : IProgress<(int Done, int Total)>
    {
        private readonly Lock _gate = new();
        private ProgressTask? _task;

        public void Report((int Done, int Total) value)
        {
            lock (_gate)
            {
                _task ??= context.AddTask("checking images", maxValue: Math.Max(1, value.Total));
                _task.Value = value.Done;
            }
        }
    }
}
