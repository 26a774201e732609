using Harness.Results;
using Harness.Running;

namespace Harness.Reporting.Csv;

/// <summary><c>epochs.csv</c>: one row per technique, seed and finished epoch, of failed runs too.</summary>
internal static class EpochsCsv
{
    private static readonly string[] Header =
        ["technique", "seed", "epoch", "train_loss", "valid_loss", "train_acc", "valid_acc", "seconds"];

    /// <summary>Writes the file.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="path">Where the file is to be.</param>
    public static void Write(SuiteResult result, string path) => CsvFile.Write(path, Header,
        from technique in result.Techniques
        from run in technique.Runs
        from epoch in run.Epochs
        select Row(technique, run, epoch));

    private static string[] Row(TechniqueResult technique, RunResult run, EpochResult epoch) =>
    [
        technique.Technique.Name, Format.Invariant($"{run.Seed}"), Format.Invariant($"{epoch.Epoch}"),
        Format.Exact(epoch.TrainLoss), Format.Exact(epoch.ValidLoss), Format.Exact(epoch.TrainAccuracy), Format.Exact(epoch.ValidAccuracy),
        Format.Invariant($"{epoch.Seconds:F2}"),
    ];
}
