namespace Harness.Planning;

/// <summary>Adds up what was measured of a few batches of every kind of pass.</summary>
internal sealed class Estimator
{
    private readonly Plan _plan;
    private readonly IReadOnlyDictionary<string, PassMeasurement> _measurements;
    private readonly ImageCost _images;
    private readonly HashSet<string> _validated = [];
    private readonly Dictionary<string, double> _alone = [];
    private bool _hasTrained;
    private bool _hasValidated;

    /// <summary>Prepares an estimate.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="measurements">What each kind of pass takes, by <see cref="PassKind"/>.</param>
    /// <param name="images">What the images take.</param>
    public Estimator(Plan plan, IReadOnlyDictionary<string, PassMeasurement> measurements, ImageCost images) =>
        (_plan, _measurements, _images) = (plan, measurements, images);

    /// <summary>Estimates.</summary>
    /// <param name="toRun">The passes with those of their stages that are missing, in order.</param>
    /// <param name="peakBytes">The most memory of the process, estimated elsewhere.</param>
    /// <returns>The estimate.</returns>
    public SuiteEstimate Of(IReadOnlyList<Pass> toRun, long peakBytes)
    {
        var seconds = toRun.Sum(Seconds);
        var techniques = _plan.Trainings
            .GroupBy(training => training.Technique)
            .Select(group => (group.Key, Stages: group.SelectMany(training => training.Stages).Where(stage => _alone.ContainsKey(stage.Key)).ToList()))
            .Select(pair => new TechniqueEstimate(pair.Key, pair.Stages.Count, pair.Stages.Sum(stage => _alone[stage.Key])))
            .ToList();
        return new(seconds, techniques.Sum(technique => technique.AloneSeconds), techniques, peakBytes);
    }

    private double Seconds(Pass pass)
    {
        var measured = _measurements[PassKind.Of(pass)];
        var train = _images.TrainBatches * (measured.TrainBatchSeconds + Decode(ref _hasTrained));
        // A body in a state with which an earlier pass has validated does not see the images again.
        var valid = _validated.Add(pass.Body.After)
            ? _images.ValidBatches * (measured.ValidBatchSeconds + Decode(ref _hasValidated))
            : 0;
        var seconds = measured.OverheadSeconds + train + valid;
        foreach (var (stage, share) in pass.Stages.Zip(measured.AloneShares)) _alone[stage.Key] = seconds * share;
        return seconds;
    }

    // The first time everything is decoded, afterwards what found no room.
    private double Decode(ref bool isRead)
    {
        var part = isRead ? 1 - _images.CachedPart : 1;
        isRead = true;
        return part * _images.DecodeSeconds;
    }
}
