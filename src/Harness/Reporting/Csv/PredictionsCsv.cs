using Harness.Results;
using Harness.Running;

namespace Harness.Reporting.Csv;

/// <summary><c>predictions.csv</c>: what each finished run says of each validation image.</summary>
internal static class PredictionsCsv
{
    private static readonly string[] Header = ["technique", "seed", "image", "label", "prediction", "probability"];

    /// <summary>The file.</summary>
    public static ReportExporter Definition { get; } = new("predictions.csv", static (report, path) => Write(report.Result, path));

    /// <summary>Writes the file.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="path">Where the file is to be.</param>
    public static void Write(SuiteResult result, string path) => CsvFile.Write(path, Header,
        from technique in result.Techniques
        from run in technique.Runs
        where run.IsComplete
        from row in Rows(result, technique, run)
        select row);

    private static IEnumerable<string[]> Rows(SuiteResult result, TechniqueResult technique, RunResult run) =>
        run.ValidPredictions.Select((prediction, image) => new[]
        {
            technique.Technique.Name, Format.Invariant($"{run.Seed}"), result.ValidImages[image], result.Classes[result.ValidLabels[image]],
            result.Classes[prediction.ClassIndex], Format.Exact(prediction.Probability),
        });
}
