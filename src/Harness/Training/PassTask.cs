namespace Harness.Training;

/// <summary>Epochs of several techniques that go through the same states of the same body, trained together.</summary>
/// <param name="Epochs">What each technique does; all of one seed, one epoch and one batch norm mode. One alone where the body trains.</param>
/// <param name="TrainsBody">Whether parameters of the body train.</param>
/// <param name="BodyAfter">The address of the body's state after the epoch: equal ones are the same bits.</param>
/// <param name="IsValidatedAgain">Whether a later pass will validate with the body in that same state.</param>
public sealed record PassTask(IReadOnlyList<EpochTask> Epochs, bool TrainsBody, string BodyAfter, bool IsValidatedAgain)
{
    /// <summary>Whether the trainings themselves have validated with the body in that same state, so that alone, too, they would have kept what it gave.</summary>
    public bool HasValidatedBefore { get; init; }

    /// <summary>What stands for all epochs where they agree: seed, epoch, body, batch norm mode.</summary>
    public EpochTask First => Epochs[0];
}
