using System.Text.Json.Serialization;
using Harness.Experiments;
using Harness.Results;
using Harness.Running.Collecting;
using Harness.Training.Monitoring;

namespace Harness.Reporting.Json;

/// <summary>The contents of <c>run.json</c>, in the order in which they are written.</summary>
/// <param name="DryRun">What to know about the numbers of a dry run; null, and then left out, for a full run.</param>
/// <param name="Information">Versions, device and hashes.</param>
/// <param name="Data">What was trained and validated on.</param>
/// <param name="Techniques">The outcome of each technique.</param>
/// <param name="Suite">Every setting.</param>
internal sealed record RunDocument(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DryRun,
    RunInformation Information,
    DataDocument Data,
    IReadOnlyList<TechniqueDocument> Techniques,
    Suite Suite)
{
    /// <summary>Collects the contents.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>The contents.</returns>
    public static RunDocument Of(SuiteResult result) => new(
        Reporting.DryRun.Warning(result),
        result.Information,
        new(result.Classes, result.TrainImageCount, result.ValidImages.Count, result.Quality.Skipped.Count, result.Test?.ImageCount, result.Test?.Openings),
        [.. TechniqueSummary.Of(result).Select(TechniqueDocument.Of)],
        result.Suite);
}

/// <summary>What was trained and validated on.</summary>
/// <param name="Classes">The names of the classes.</param>
/// <param name="TrainImages">The number of training images.</param>
/// <param name="ValidImages">The number of validation images.</param>
/// <param name="SkippedImages">How many could not be read and were left out.</param>
/// <param name="TestImages">The number of test images; null, and then left out, where the split has no test part.</param>
/// <param name="TestOpenings">How often the test images have been opened so far; null, and then left out, if there are none.</param>
internal sealed record DataDocument(
    IReadOnlyList<string> Classes, int TrainImages, int ValidImages, int SkippedImages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? TestImages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? TestOpenings);

/// <summary>The outcome of one technique.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Charts">The folder of its charts, relative to this file.</param>
/// <param name="Status">Whether all seeds were finished.</param>
/// <param name="Reason">Why seeds are missing; null when none is.</param>
/// <param name="FinishedSeeds">The seeds that were finished.</param>
/// <param name="TrainableParameters">The number of parameters that train in at least one phase.</param>
/// <param name="TotalParameters">The number of parameters of backbone and head.</param>
/// <param name="FinishedEpochs">How many epochs each finished seed has; null, and then left out, unless early stopping can make them differ.</param>
/// <param name="KeptEpochs">The kept epoch of each finished seed, counted from 1; null, and then left out, where the last is kept.</param>
internal sealed record TechniqueDocument(
    string Name, string Charts, TechniqueStatus Status, string? Reason, IReadOnlyList<long> FinishedSeeds, long TrainableParameters,
    long TotalParameters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? FinishedEpochs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? KeptEpochs)
{
    /// <summary>Describes one technique.</summary>
    /// <param name="technique">The technique.</param>
    /// <returns>The description.</returns>
    public static TechniqueDocument Of(TechniqueSummary technique) => new(
        technique.Technique.Name,
        $"{ResultFileNames.Charts}/{technique.Slug}",
        technique.Status,
        technique.Reason.Length == 0 ? null : technique.Reason,
        [.. technique.CompleteRuns.Select(run => run.Seed)],
        technique.TrainableParameters,
        technique.TotalParameters,
        technique.Technique.EarlyStopping is null ? null : [.. technique.CompleteRuns.Select(run => run.Epochs.Count)],
        technique.Technique.Keep == KeepRule.Last ? null : technique.KeptEpochs);
}
