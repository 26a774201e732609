using Harness.Planning;

namespace Harness.Estimation;

/// <summary>Adds up what was measured of a few batches of every kind of pass.</summary>
internal sealed class Estimator
{
    private readonly Plan _plan;
    private readonly PassMeasurements _measurements;
    private readonly ImageCost _images;
    // The seconds that it took to compute what is kept, by the state of the body.
    private readonly Dictionary<string, double> _keptFeatures = [];
    private readonly Dictionary<string, double> _alone = [];
    private bool _hasTrained;
    private bool _hasValidated;

    /// <summary>Prepares an estimate.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="measurements">What each kind of pass takes.</param>
    /// <param name="images">What the images take.</param>
    public Estimator(Plan plan, PassMeasurements measurements, ImageCost images) =>
        (_plan, _measurements, _images) = (plan, measurements, images);

    /// <summary>Of how many states of bodies the validation features are kept at once at most; known after <see cref="Of"/>.</summary>
    public int MostKeptBodies { get; private set; }

    /// <summary>Estimates.</summary>
    /// <param name="toRun">The passes with those of their stages that are missing, in order.</param>
    /// <returns>The estimate, without memory and failures.</returns>
    public SuiteEstimate Of(IReadOnlyList<Pass> toRun)
    {
        var lastUses = new Dictionary<string, Pass>();
        foreach (var pass in toRun) lastUses[pass.Body.After] = pass;
        var seconds = toRun.Sum(pass => Seconds(pass, isValidatedAgain: lastUses[pass.Body.After] != pass));
        var techniques = _plan.Trainings
            .GroupBy(training => training.Technique)
            .Select(group => (group.Key, Stages: group.SelectMany(training => training.Stages).Where(stage => _alone.ContainsKey(stage.Key)).ToList()))
            .Select(pair => new TechniqueEstimate(pair.Key, pair.Stages.Count, pair.Stages.Sum(stage => _alone[stage.Key])))
            .ToList();
        return new(seconds, techniques.Sum(technique => technique.AloneSeconds), techniques, PeakBytes: 0)
        {
            IsTimed = !_measurements.IsEmpty,
            Failures = [],
        };
    }

    private double Seconds(Pass pass, bool isValidatedAgain)
    {
        if (_measurements.Of(pass) is not { } measured)
        {
            foreach (var stage in pass.Stages) _alone[stage.Key] = 0;
            return 0;
        }
        var before = measured.OverheadSeconds + (_images.TrainBatches * WithDecoding(measured.TrainBatchSeconds, ref _hasTrained));
        var isKept = _keptFeatures.TryGetValue(pass.Body.After, out var keptSeconds);
        var valid = isKept ? 0 : _images.ValidBatches * WithDecoding(measured.ValidBatchSeconds, ref _hasValidated);
        Keep(pass.Body.After, isValidatedAgain, valid);
        // Kept by another technique or seed: alone it would have had to compute them itself.
        var foreign = isKept && !pass.HasValidatedBefore ? keptSeconds : 0;
        foreach (var (stage, share) in pass.Stages.Zip(measured.AloneShares)) _alone[stage.Key] = ((before + valid) * share) + foreign;
        return before + valid;
    }

    private void Keep(string body, bool isValidatedAgain, double seconds)
    {
        if (!isValidatedAgain) _keptFeatures.Remove(body);
        else if (_keptFeatures.Count < _images.KeptBodies) _keptFeatures.TryAdd(body, seconds);
        MostKeptBodies = Math.Max(MostKeptBodies, _keptFeatures.Count);
    }

    // The first time everything is decoded, afterwards what found no room.
    private double WithDecoding(double batchSeconds, ref bool isRead)
    {
        var decode = (isRead ? 1 - _images.CachedPart : 1) * _images.DecodeSeconds;
        isRead = true;
        return _images.DecodesBesideTraining ? Math.Max(batchSeconds, decode) : batchSeconds + decode;
    }
}
