using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Csv;

/// <summary><c>predictions.csv</c>: what each finished run says about each validation image; <c>test-predictions.csv</c>: of each test image.</summary>
internal static class PredictionsCsv
{
    private static readonly string[] Header = ["technique", "seed", "image", "label", "prediction", "probability"];

    /// <summary>The file of the validation images.</summary>
    public static ReportExporter Definition { get; } = new(
        ResultFileNames.Predictions, static (report, path) => Write(report.Result, path, report.Result.ValidImages, report.Result.ValidLabels, static run => run.ValidPredictions));

    /// <summary>The file of the test images, which exists once a run was measured on them.</summary>
    public static ReportExporter Test { get; } = new(ResultFileNames.TestPredictions, static (report, path) =>
    {
        var isMeasured = report.Result.Techniques.SelectMany(technique => technique.Runs).Any(run => run.Test is not null);
        if (isMeasured && report.Result.Test is { } test) Write(report.Result, path, test.Images, test.Labels, static run => run.Test?.Predictions ?? []);
        else ResultFile.Remove(path);
    });

    private static void Write(
        SuiteResult result, string path, IReadOnlyList<string> images, IReadOnlyList<int> labels, Func<RunResult, IReadOnlyList<Prediction>> predictions) =>
        CsvFile.Write(path, Header,
            from technique in result.Techniques
            from run in technique.Runs
            where run.IsComplete
            from row in predictions(run).Select((prediction, image) => new[]
            {
                technique.Technique.Name, Format.Invariant($"{run.Seed}"), images[image], result.Classes[labels[image]],
                result.Classes[prediction.ClassIndex], Format.Exact(prediction.Probability),
            })
            select row);
}
