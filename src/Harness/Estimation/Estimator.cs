using Harness.Planning;

namespace Harness.Estimation;

/// <summary>Adds up the measurements of a few batches of every kind of shared epoch.</summary>
internal sealed class Estimator
{
    private readonly Plan _plan;
    private readonly EpochMeasurements _measurements;
    private readonly ImageCost _images;
    // The seconds that it took to compute what is kept, by the state of the backbone.
    private readonly Dictionary<string, double> _keptFeatures = [];
    private readonly Dictionary<string, double> _alone = [];
    private bool _hasTrained;
    private bool _hasValidated;

    /// <summary>Prepares an estimate.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="measurements">The time of each kind of shared epoch.</param>
    /// <param name="images">The time of reading the images.</param>
    public Estimator(Plan plan, EpochMeasurements measurements, ImageCost images) =>
        (_plan, _measurements, _images) = (plan, measurements, images);

    /// <summary>The maximum number of backbone states whose validation features are kept at once; known after <see cref="Of"/>.</summary>
    public int MaximumKeptBackbones { get; private set; }

    /// <summary>Estimates.</summary>
    /// <param name="toRun">The shared epochs with those of their epochs that are missing, in order.</param>
    /// <returns>The estimate, without memory and failures.</returns>
    public SuiteEstimate Of(IReadOnlyList<SharedEpoch> toRun)
    {
        var lastUses = new Dictionary<string, SharedEpoch>();
        foreach (var sharedEpoch in toRun) lastUses[sharedEpoch.ValidFeatures] = sharedEpoch;
        var seconds = toRun.Sum(sharedEpoch => Seconds(sharedEpoch, isValidatedAgain: lastUses[sharedEpoch.ValidFeatures] != sharedEpoch));
        var techniques = _plan.Runs
            .GroupBy(training => training.Technique)
            .Select(group => (group.Key, Nodes: group.SelectMany(training => training.Nodes).Where(node => _alone.ContainsKey(node.Key)).ToList()))
            .Select(pair => new TechniqueEstimate(pair.Key, pair.Nodes.Count, pair.Nodes.Sum(node => _alone[node.Key])))
            .ToList();
        return new(seconds, techniques.Sum(technique => technique.AloneSeconds), techniques, PeakBytes: 0)
        {
            IsTimed = !_measurements.IsEmpty,
            Failures = [],
        };
    }

    private double Seconds(SharedEpoch sharedEpoch, bool isValidatedAgain)
    {
        if (_measurements.Of(sharedEpoch) is not { } measured)
        {
            foreach (var node in sharedEpoch.Nodes) _alone[node.Key] = 0;
            return 0;
        }
        var before = measured.OverheadSeconds + (_images.TrainBatches * WithDecoding(measured.TrainBatchSeconds, ref _hasTrained));
        var isKept = _keptFeatures.TryGetValue(sharedEpoch.ValidFeatures, out var keptSeconds);
        var valid = isKept ? 0 : _images.ValidBatches * WithDecoding(measured.ValidBatchSeconds, ref _hasValidated);
        Keep(sharedEpoch.ValidFeatures, isValidatedAgain, valid);
        foreach (var (node, share) in sharedEpoch.Nodes.Zip(measured.AloneShares))
        {
            // Kept by another technique or seed: alone it would have had to compute them itself.
            var foreign = isKept && !node.HasValidatedBefore ? keptSeconds : 0;
            _alone[node.Key] = ((before + valid) * share) + foreign;
        }
        return before + valid;
    }

    private void Keep(string backbone, bool isValidatedAgain, double seconds)
    {
        if (!isValidatedAgain) _keptFeatures.Remove(backbone);
        else if (_keptFeatures.Count < _images.KeptBackbones) _keptFeatures.TryAdd(backbone, seconds);
        MaximumKeptBackbones = Math.Max(MaximumKeptBackbones, _keptFeatures.Count);
    }

    // The first time everything is decoded, afterwards only what found no room in the cache.
    private double WithDecoding(double batchSeconds, ref bool isRead)
    {
        var decode = (isRead ? 1 - _images.CachedPart : 1) * _images.DecodeSeconds;
        isRead = true;
        return _images.DecodesBesideTraining ? Math.Max(batchSeconds, decode) : batchSeconds + decode;
    }
}
