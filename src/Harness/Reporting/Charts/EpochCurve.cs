using Harness.Results;

namespace Harness.Reporting.Charts;

/// <summary>One figure over the epochs, several runs taken together.</summary>
/// <param name="Epochs">Epochs that were trained, counted from 1: after the first there is a value at 1.</param>
/// <param name="Mean">The mean over the runs.</param>
/// <param name="Lowest">The minimum value of a run.</param>
/// <param name="Highest">The maximum value of a run.</param>
internal sealed record EpochCurve(double[] Epochs, double[] Mean, double[] Lowest, double[] Highest)
{
    /// <summary>Every value that the curve spans.</summary>
    public IEnumerable<double> Values => Lowest.Concat(Highest);

    /// <summary>Takes the runs together.</summary>
    /// <param name="runs">The runs; they may have different numbers of epochs.</param>
    /// <param name="figure">The figure.</param>
    /// <returns>The curve. A value that is not a number is left out. Of runs that were all finished it ends where the first of them stopped early: after that, its mean
    /// would jump to that of the others. Otherwise it continues as long as there is one run.</returns>
    public static EpochCurve Of(IReadOnlyList<RunResult> runs, Func<EpochResult, double> figure)
    {
        var common = runs.All(run => run.IsComplete) ? runs.Select(run => run.Epochs.Count).DefaultIfEmpty().Min() : int.MaxValue;
        var points = runs
            .SelectMany(run => run.Epochs.Take(common))
            .Where(epoch => double.IsFinite(figure(epoch)))
            .GroupBy(epoch => epoch.Epoch, figure)
            .OrderBy(group => group.Key)
            .ToList();
        return new(
            [.. points.Select(group => group.Key + 1.0)],
            [.. points.Select(group => group.Average())],
            [.. points.Select(group => group.Min())],
            [.. points.Select(group => group.Max())]);
    }
}
