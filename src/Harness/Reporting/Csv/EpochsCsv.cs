using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Csv;

/// <summary>Writes <c>epochs.csv</c>: one row per finished epoch, counted from 1.</summary>
internal static class EpochsCsv
{
    private static readonly string[] Header =
        ["technique", "seed", "epoch", "train_loss", "valid_loss", "train_acc", "valid_acc", "seconds"];

    private static readonly string[] InHeader = [MetricNames.Loss, MetricNames.Accuracy];

    /// <summary>The file.</summary>
    public static ReportExporter Definition { get; } = new(ResultFileNames.Epochs, static (report, path) => Write(report.Result, path));

    /// <summary>Writes the file. Metrics that only some objectives give follow the usual columns; if there is none a cell is empty. Where a technique keeps
    /// another epoch than the last, a column marks the kept ones.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="path">The file.</param>
    public static void Write(SuiteResult result, string path)
    {
        var others = Others(result);
        var kept = KeptEpochs.AreChosenIn(result);
        CsvFile.Write(path, [.. Header, .. others.SelectMany(name => new[] { $"train_{name}", $"valid_{name}" }), .. kept ? ["kept"] : Array.Empty<string>()],
            from technique in result.Techniques
            from run in technique.Runs
            from epoch in run.Epochs
            select (string[])[.. Row(technique, run, epoch, others), .. kept ? [IsKept(run, epoch)] : Array.Empty<string>()]);
    }

    private static string IsKept(RunResult run, EpochResult epoch) => run.IsComplete && ReferenceEquals(run.Epochs[run.KeptEpoch], epoch) ? "yes" : "";

    private static List<string> Others(SuiteResult result) =>
    [
        .. result.Techniques.SelectMany(technique => technique.Runs).SelectMany(run => run.Epochs)
            .SelectMany(epoch => epoch.Train.Keys.Concat(epoch.Valid.Keys)).Distinct().Except(InHeader),
    ];

    private static string[] Row(TechniqueResult technique, RunResult run, EpochResult epoch, IReadOnlyList<string> others) =>
    [
        technique.Technique.Name, Format.Invariant($"{run.Seed}"), Format.Invariant($"{epoch.Epoch + 1}"),
        Cell(epoch.Train, MetricNames.Loss), Cell(epoch.Valid, MetricNames.Loss), Cell(epoch.Train, MetricNames.Accuracy), Cell(epoch.Valid, MetricNames.Accuracy),
        Format.Invariant($"{epoch.Seconds:F2}"),
        .. others.SelectMany(name => new[] { Cell(epoch.Train, name), Cell(epoch.Valid, name) }),
    ];

    private static string Cell(IReadOnlyDictionary<string, double> metrics, string name) => metrics.TryGetValue(name, out var value) ? Format.Exact(value) : "";
}
