using Harness.Data.Streams;

namespace Harness.Training;

/// <summary>Epochs of several techniques that go through the same states of the same backbone, trained together.</summary>
/// <param name="Epochs">What each technique does; all of one seed, one epoch, one batch norm mode and one stream of images. One alone where the backbone trains.</param>
/// <param name="TrainsBackbone">Whether parameters of the backbone train.</param>
/// <param name="ValidFeatures">The address of the features of validation images after the epoch: equal ones are the same bits.</param>
/// <param name="IsValidatedAgain">Whether a later shared epoch will validate with the backbone in that same state.</param>
public sealed record SharedEpochTask(IReadOnlyList<EpochTask> Epochs, bool TrainsBackbone, string ValidFeatures, bool IsValidatedAgain)
{
    /// <summary>The places of those epochs whose own trainings have validated on these features before, so that they would have kept them also when trained alone.</summary>
    public IReadOnlySet<int> ValidatedBefore { get; init; } = new HashSet<int>();

    /// <summary>What all epochs have in common: seed, epoch, backbone, batch norm mode.</summary>
    public EpochTask First => Epochs[0];

    /// <summary>Whether one of them depends on the feature map under the backbone's auxiliary classifier.</summary>
    public bool SeesAuxiliary => Epochs.Any(epoch => epoch.Phase.Objective.SeesAuxiliary);

    /// <summary>What the backbone sees in all of them.</summary>
    public BatchStream Stream => First.Phase.Objective.Stream;
}
