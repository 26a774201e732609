using Harness.Results;
using Harness.Running.Collecting;
using Tensorboard;

namespace Harness.Reporting.TensorBoard;

/// <summary>Event files that TensorBoard shows: a run for each technique and seed, with every metric by epoch.</summary>
public static class TensorBoardFiles
{
    // TensorBoard reads every file with tfevents in its name. A name without the time of writing lets a later report replace it.
    private const string FileName = "events.out.tfevents.harness";

    /// <summary>Whether an earlier report wrote such files, which must not remain after a later one.</summary>
    /// <param name="folder">The results folder.</param>
    /// <returns>Whether their folder is there.</returns>
    public static bool AreIn(string folder) => Directory.Exists(Path.Combine(folder, ResultFileNames.TensorBoard));

    /// <summary>Writes a file for each run with a finished epoch, and removes those of an earlier report: the same bytes for the same result.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="folder">The results folder.</param>
    /// <exception cref="Diagnostics.HarnessException">A file cannot be written.</exception>
    public static void Write(SuiteResult result, string folder)
    {
        var root = Path.Combine(Path.GetFullPath(folder), ResultFileNames.TensorBoard);
        if (Directory.Exists(root))
            foreach (var old in Directory.GetFiles(root, FileName, SearchOption.AllDirectories)) ResultFile.Remove(old);
        foreach (var technique in TechniqueSummary.Of(result))
            foreach (var run in technique.Runs.Where(run => run.Epochs.Count > 0))
                Write(run, result.Information.Finished, Path.Combine(root, technique.Slug, Format.Invariant($"seed-{run.Seed}")));
    }

    private static void Write(RunResult run, DateTimeOffset finished, string folder) => ResultFile.Write(Path.Combine(folder, FileName), temporary =>
    {
        using var file = File.Create(temporary);
        // As if the run had just ended, with its epochs as far apart as they took.
        var time = (finished.ToUnixTimeMilliseconds() / 1000.0) - run.Epochs.Sum(epoch => epoch.Seconds);
        EventRecord.Write(file, new Event { FileVersion = "brain.Event:2", WallTime = time });
        foreach (var epoch in run.Epochs)
        {
            time += epoch.Seconds;
            EventRecord.Write(file, new Event { WallTime = time, Step = epoch.Epoch + 1, Summary = SummaryOf(epoch) });
        }
    });

    private static Summary SummaryOf(EpochResult epoch)
    {
        var summary = new Summary();
        summary.Value.AddRange(
            from part in new[] { (Name: "train", Metrics: epoch.Train), (Name: "valid", Metrics: epoch.Valid) }
            from metric in part.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)
            select new Summary.Types.Value { Tag = $"{metric.Key}/{part.Name}", SimpleValue = (float)metric.Value });
        return summary;
    }
}
