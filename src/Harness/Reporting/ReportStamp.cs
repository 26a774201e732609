using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Harness.Reporting.Json;
using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>Determines whether the report in a results folder is the one that would be written: making one takes longer than everything else in a run that
/// finds nothing to train.</summary>
internal static class ReportStamp
{
    private static readonly string[] Folders = [ResultFileNames.Charts, ResultFileNames.Pictures];

    /// <summary>Whether the report in a folder says what a result says, and none of its files has changed since it was written.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="root">The results folder, as a full path.</param>
    /// <returns>Whether nothing need be written.</returns>
    public static bool IsCurrent(SuiteResult result, string root)
    {
        var path = Path.Combine(root, ResultFileNames.Stamp);
        try
        {
            return File.Exists(path) && File.ReadAllText(path) == Of(result, root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Remembers which report has been written.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="root">The results folder, as a full path, with every file of the report.</param>
    /// <exception cref="Diagnostics.HarnessException">The file cannot be written.</exception>
    public static void Write(SuiteResult result, string root)
    {
        var stamp = Of(result, root);
        ResultFile.Write(Path.Combine(root, ResultFileNames.Stamp), temporary => File.WriteAllText(temporary, stamp));
    }

    private static string Of(SuiteResult result, string root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in Said(result).Concat(FilesOf(root))) hash.AppendData(Encoding.UTF8.GetBytes(part + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset()) + "\n";
    }

    // Everything that a report is made from, including the program, but not the time and the command line.
    private static IEnumerable<string> Said(SuiteResult result)
    {
        yield return typeof(ReportStamp).Module.ModuleVersionId.ToString();
        yield return RunJson.Text(result with { Information = result.Information with { CommandLine = "", Finished = default } });
        foreach (var sentence in result.Quality.Listing.Concat(result.Quality.Copies).Concat(result.Quality.Skipped.Select(image => $"{image.Path} {image.Reason}"))) yield return sentence;
        foreach (var run in result.Techniques.SelectMany(technique => technique.Runs))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{run.Seed} {run.IsComplete} {run.KeptEpoch} {run.FailureReason}");
            foreach (var epoch in run.Epochs) yield return $"{Numbers(epoch.Train)} {Numbers(epoch.Valid)} {epoch.Seconds:R} {epoch.SpentSeconds:R} {epoch.RoundedAway} {epoch.WithoutGradient}";
            if (run.Test is { } test) yield return $"{test.Opened:O} {Numbers(test.Metrics)} {(test.Predictions is { } ofTest ? Hash(ofTest) : "")}";
            yield return Hash(run.ValidPredictions);
        }
    }

    private static string Hash(IReadOnlyList<Prediction> predictions) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<Prediction>([.. predictions])));

    private static string Numbers(IReadOnlyDictionary<string, double> metrics) =>
        string.Join(' ', metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:R}")));

    private static IEnumerable<string> FilesOf(string root)
    {
        var own = ReportExporters.All.Select(exporter => exporter.FileName).Append(ResultFileNames.Page).Select(name => new FileInfo(Path.Combine(root, name)));
        var below = Folders.Select(name => new DirectoryInfo(Path.Combine(root, name))).Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories)).OrderBy(file => file.FullName, StringComparer.Ordinal);
        return own.Concat(below).Select(file => file.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(root, file.FullName)} {file.Length} {file.LastWriteTimeUtc.Ticks}")
            : $"{file.Name} is missing");
    }
}
