using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Training;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>Shows a run to a person: live bars on a terminal, plain lines elsewhere.</summary>
internal abstract class ProgressDisplay : IRunObserver
{
    /// <summary>Told how many images have been checked.</summary>
    public abstract IProgress<(int Done, int Total)> Images { get; }

    /// <summary>How long the run will still take.</summary>
    protected TimeLeft TimeLeft { get; private set; } = TimeLeft.Nothing;

    /// <summary>Runs something under a display that suits where the output goes.</summary>
    /// <param name="work">What to run.</param>
    /// <returns>What it returned.</returns>
    public static T Show<T>(Func<ProgressDisplay, T> work) =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive || !AnsiConsole.Profile.Capabilities.Ansi
            ? work(new PlainProgress())
            : LiveProgress.Show(work);

    /// <inheritdoc/>
    public virtual void Started(Plan plan, IReadOnlyList<Pass> toRun) => TimeLeft = new TimeLeft(toRun);

    /// <inheritdoc/>
    public virtual void PassStarted(Pass pass) => TimeLeft.Begin(pass);

    /// <summary>Loss and accuracy so far; nothing while they are still on a GPU.</summary>
    protected static string Figures(EpochProgress progress) =>
        double.IsNaN(progress.Loss) ? "" : FormattableString.Invariant($", loss {progress.Loss:F4}, acc {progress.Accuracy:F4}");

    /// <inheritdoc/>
    public virtual void Progressed(Pass pass, EpochProgress progress) => TimeLeft.Update(pass, progress);

    /// <inheritdoc/>
    public virtual void StageFinished(Stage stage, EpochResult result) => TimeLeft.Finish();

    /// <inheritdoc/>
    public virtual void StageFailed(Stage stage, string reason) => TimeLeft.Finish();

    /// <inheritdoc/>
    public abstract void Noted(string message);

    /// <summary>A stage in words.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>The technique (and how many share the stage), seed and epoch.</returns>
    protected static string Name(Stage stage)
    {
        var others = stage.IsShared ? $" (+{stage.Techniques.Count - 1})" : string.Empty;
        return FormattableString.Invariant($"{stage.Techniques[0]}{others}, seed {stage.Seed}, epoch {stage.Epoch + 1}");
    }

    /// <summary>Into how many passes the stages are put together.</summary>
    /// <param name="toRun">The passes.</param>
    /// <returns>A clause to append; nothing where no stage shares its pass.</returns>
    protected static string Passes(IReadOnlyList<Pass> toRun) =>
        toRun.Any(pass => pass.IsShared) ? $" in {Quantity.Of(toRun.Count, "pass", "passes")} of a body" : string.Empty;

    /// <summary>A pass in words.</summary>
    /// <param name="pass">The pass.</param>
    /// <returns>Its stage, or how many share it, seed and epoch.</returns>
    protected static string Name(Pass pass) => pass.IsShared
        ? FormattableString.Invariant($"{pass.Stages.Count} heads on one body, seed {pass.Seed}, epoch {pass.Epoch + 1}")
        : Name(pass.Stages[0]);

    /// <summary>The numbers of a finished stage.</summary>
    /// <param name="result">What it gave.</param>
    /// <returns>Losses, accuracies and seconds.</returns>
    protected static string Numbers(EpochResult result) => FormattableString.Invariant(
        $"train loss {result.TrainLoss:F4} acc {result.TrainAccuracy:F4}, valid loss {result.ValidLoss:F4} acc {result.ValidAccuracy:F4}, {result.SpentSeconds:F1} s");
}
