using Harness.Experiments;
using Harness.Results;
using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Reporting;

/// <summary>Whether a technique has a value for every seed of its suite.</summary>
public enum TechniqueStatus
{
    /// <summary>Every seed was finished.</summary>
    Ok,

    /// <summary>Some seeds were finished; means are over those.</summary>
    Partial,

    /// <summary>No seed was finished: the row stays, without values.</summary>
    Failed,
}

/// <summary>One technique, its runs taken together: a row of the comparison. Only complete runs are averaged.</summary>
public sealed record TechniqueSummary
{
    /// <summary>Its description.</summary>
    public required Technique Technique { get; init; }

    /// <summary>Its place in the suite, from 0.</summary>
    public required int Place { get; init; }

    /// <summary>The name of its folder of charts: unique in the suite, the same on every system.</summary>
    public required string Slug { get; init; }

    /// <summary>The number of parameters that train in at least one phase, head included.</summary>
    public required long TrainableParameters { get; init; }

    /// <summary>The number of parameters of backbone and head.</summary>
    public required long TotalParameters { get; init; }

    /// <summary>All runs, failed ones too, in the order of the suite's seeds.</summary>
    public required IReadOnlyList<RunResult> Runs { get; init; }

    /// <summary>The number of seeds of the suite.</summary>
    public required int SeedCount { get; init; }

    /// <summary>Why seeds are missing, on a single line; empty when none is.</summary>
    public required string Reason { get; init; }

    /// <summary>The runs that are averaged.</summary>
    public IReadOnlyList<RunResult> CompleteRuns => [.. Runs.Where(run => run.IsComplete && run.Epochs.Count > 0)];

    /// <summary>Whether there is a value for every seed.</summary>
    public TechniqueStatus Status => CompleteRuns.Count == 0 ? TechniqueStatus.Failed
        : CompleteRuns.Count < SeedCount ? TechniqueStatus.Partial
        : TechniqueStatus.Ok;

    /// <summary>Validation accuracy after the last epoch, 0…1; null when no run is complete.</summary>
    public Statistic? ValidAccuracy => Over(run => run.Epochs[^1].ValidAccuracy);

    /// <summary>Mean cross entropy over the validation images after the last epoch; null when no run is complete, and for a classifier without probabilities.</summary>
    public Statistic? ValidLoss => Over(run => run.Epochs[^1].ValidLoss);

    /// <summary>Validation accuracy after the kept epoch, 0…1; null when no run is complete. The same images chose the epoch, so it is optimistic where the best is kept.</summary>
    public Statistic? KeptAccuracy => Over(run => run.Epochs[run.KeptEpoch].ValidAccuracy);

    /// <summary>Mean cross entropy over the validation images after the kept epoch; null when no run is complete, and for a classifier without probabilities.</summary>
    public Statistic? KeptLoss => Over(run => run.Epochs[run.KeptEpoch].ValidLoss);

    /// <summary>The kept epochs of the complete runs, counted from 1, in their order.</summary>
    public IReadOnlyList<int> KeptEpochs => [.. CompleteRuns.Select(run => run.Epochs[run.KeptEpoch].Epoch + 1)];

    /// <summary>Accuracy on the test images of what the kept epochs left, 0…1; null if nothing was measured on them.</summary>
    public Statistic? TestAccuracy => Over(run => run.Test?.Accuracy ?? double.NaN);

    /// <summary>Mean cross entropy over the test images; null if nothing was measured on them, and for a classifier without probabilities.</summary>
    public Statistic? TestLoss => Over(run => run.Test?.Loss ?? double.NaN);

    /// <summary>A validation metric after the last epoch.</summary>
    /// <param name="metric">Its name.</param>
    /// <returns>Its mean and deviation over the complete runs; null if none has it.</returns>
    public Statistic? Valid(string metric) => Over(run => run.Epochs[^1].Valid.GetValueOrDefault(metric, double.NaN));

    /// <summary>The number of epochs of a run; null when no run is complete.</summary>
    public Statistic? EpochCount => Over(run => run.Epochs.Count);

    /// <summary>Wall time of training and validation of a whole run; null when no run is complete.</summary>
    public Statistic? Seconds => Over(run => run.Epochs.Sum(epoch => epoch.Seconds));

    /// <summary>The complete runs that predict a class for every validation image: none of them where the last phase learns something else.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>The runs, in the order of the suite's seeds.</returns>
    public IReadOnlyList<RunResult> RunsWithPredictions(SuiteResult result) =>
    [
        .. CompleteRuns.Where(run => run.ValidPredictions.Count == result.ValidLabels.Count && run.ValidPredictions.Count > 0
            && run.ValidPredictions.All(prediction => prediction.ClassIndex < result.Classes.Count)),
    ];

    /// <summary>Summarizes every technique of a suite.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>One summary per technique, in the suite's order.</returns>
    public static IReadOnlyList<TechniqueSummary> Of(SuiteResult result)
    {
        var slugs = Slugs.For([.. result.Techniques.Select(technique => technique.Technique.Name)]);
        return [.. result.Techniques.Select((technique, index) => new TechniqueSummary
        {
            Technique = technique.Technique,
            Place = index,
            Slug = slugs[index],
            TrainableParameters = technique.TrainableParameters,
            TotalParameters = technique.TotalParameters,
            Runs = technique.Runs,
            SeedCount = result.Suite.Seeds.Count,
            Reason = MissingSeeds.Explain(technique, result.Suite.Seeds),
        })];
    }

    private Statistic? Over(Func<RunResult, double> figure) => Statistic.Of([.. CompleteRuns.Select(figure).Where(value => !double.IsNaN(value))]);
}
