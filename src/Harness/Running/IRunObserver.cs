using Harness.Planning;
using Harness.Results;
using Harness.Training;

namespace Harness.Running;

/// <summary>Told what a run does, to show it to a person. All calls come from the thread that trains.</summary>
public interface IRunObserver
{
    /// <summary>The run begins.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="toRun">The passes with those of their stages that are not in the store, in order.</param>
    void Started(Plan plan, IReadOnlyList<Pass> toRun);

    /// <summary>A pass begins; each of its stages will be finished or fail.</summary>
    /// <param name="pass">The pass, with the stages that are run.</param>
    void PassStarted(Pass pass);

    /// <summary>A batch went through.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="progress">How far it is; loss and accuracy of its first stage.</param>
    void Progressed(Pass pass, EpochProgress progress);

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
