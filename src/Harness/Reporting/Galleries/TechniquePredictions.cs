using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Galleries;

/// <summary>What the networks of a technique say about the validation images.</summary>
/// <remarks>A technique is right about an image where more than half of its networks are, and wrong where fewer than half are.</remarks>
internal sealed class TechniquePredictions
{
    private readonly int[] _rightRuns;
    private readonly double[] _confidence;

    private TechniquePredictions(string name, IReadOnlyList<RunResult> runs, IReadOnlyList<int> labels)
    {
        (Name, Runs) = (name, runs);
        var images = Enumerable.Range(0, labels.Count).ToList();
        _rightRuns = [.. images.Select(image => runs.Count(run => run.ValidPredictions[image].ClassIndex == labels[image]))];
        _confidence = [.. images.Select(image => runs.Select(run => run.ValidPredictions[image])
            .Average(prediction => prediction.ClassIndex == labels[image] ? 0 : (double)prediction.Probability))];
        Mistakes = [.. images.Where(IsWrong).OrderByDescending(WrongProbability).ThenBy(image => image)];
    }

    /// <summary>The technique's name.</summary>
    public string Name { get; }

    /// <summary>Its finished runs, each with a prediction for every validation image; at least one.</summary>
    public IReadOnlyList<RunResult> Runs { get; }

    /// <summary>The images about which it is wrong, the most confident mistake first.</summary>
    public IReadOnlyList<int> Mistakes { get; }

    /// <summary>Takes the runs of a technique.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="technique">The technique.</param>
    /// <returns>Its predictions; null if there are none, as of phases that pretrain.</returns>
    public static TechniquePredictions? Of(SuiteResult result, TechniqueSummary technique)
    {
        var runs = technique.RunsWithPredictions(result);
        return runs.Count == 0 ? null : new(technique.Technique.Name, runs, result.ValidLabels);
    }

    /// <summary>Whether it is right about an image.</summary>
    /// <param name="image">The image's place in the list of validation images.</param>
    /// <returns>True where more than half of its networks are.</returns>
    public bool IsRight(int image) => 2 * _rightRuns[image] > Runs.Count;

    /// <summary>Whether it is wrong about an image.</summary>
    /// <param name="image">The image's place in the list of validation images.</param>
    /// <returns>True where fewer than half of its networks are right.</returns>
    public bool IsWrong(int image) => 2 * _rightRuns[image] < Runs.Count;

    /// <summary>The probability that its networks give to wrong classes, mean over all of them.</summary>
    /// <param name="image">The image's place in the list of validation images.</param>
    /// <returns>0…1; 0 if all are right.</returns>
    public double WrongProbability(int image) => _confidence[image];
}
