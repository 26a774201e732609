using Harness.Planning;
using Harness.Reporting;
using Harness.Training;

namespace Harness.Running;

/// <summary>Told what a run does, to show it to a person. All calls come from the thread that trains.</summary>
public interface IRunObserver
{
    /// <summary>The run begins.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="toRun">The stages that are not in the store, in order.</param>
    void Started(Plan plan, IReadOnlyList<Stage> toRun);

    /// <summary>A stage begins.</summary>
    /// <param name="stage">The stage.</param>
    void StageStarted(Stage stage);

    /// <summary>A batch went through.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="progress">How far it is.</param>
    void Progressed(Stage stage, EpochProgress progress);

    /// <summary>A stage is finished and stored.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="result">What it gave.</param>
    void StageFinished(Stage stage, EpochResult result);

    /// <summary>A stage failed; the techniques that need it have failed, the others go on.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="reason">Why.</param>
    void StageFailed(Stage stage, string reason);

    /// <summary>Something that the reader of the log should know.</summary>
    /// <param name="message">A sentence.</param>
    void Noted(string message);
}
