using System.Globalization;

namespace Harness.Results;

/// <summary>The names of the files and folders in a results folder.</summary>
public static class ResultFileNames
{
    /// <summary>The report as a page.</summary>
    public const string Page = "report.html";

    /// <summary>The settings and the machine of the run.</summary>
    public const string Run = "run.json";

    /// <summary>The comparison to read, as Markdown.</summary>
    public const string ComparisonMarkdown = "comparison.md";

    /// <summary>The comparison, one row per technique.</summary>
    public const string ComparisonCsv = "comparison.csv";

    /// <summary>The comparison as a LaTeX table.</summary>
    public const string ComparisonLatex = "comparison.tex";

    /// <summary>The comparison for programs.</summary>
    public const string ComparisonJson = "comparison.json";

    /// <summary>The differences between each two techniques.</summary>
    public const string Pairs = "pairs.csv";

    /// <summary>How well each technique knows each class.</summary>
    public const string Classes = "classes.csv";

    /// <summary>The confusion matrices.</summary>
    public const string Confusion = "confusion.csv";

    /// <summary>The finished epochs.</summary>
    public const string Epochs = "epochs.csv";

    /// <summary>What each finished run says about each validation image.</summary>
    public const string Predictions = "predictions.csv";

    /// <summary>What each finished run says about each test image.</summary>
    public const string TestPredictions = "test-predictions.csv";

    /// <summary>How often the test images have been opened.</summary>
    public const string TestOpenings = "test-openings.csv";

    /// <summary>The images with their classes and their parts of the split.</summary>
    public const string Manifest = "manifest.csv";

    /// <summary>The same of the target domain.</summary>
    public const string TargetManifest = "target-manifest.csv";

    /// <summary>Where the trained networks are.</summary>
    public const string Models = "models.json";

    /// <summary>What trained parts that no report has joined yet are parts of.</summary>
    public const string Parts = "parts.json";

    /// <summary>What runs of a whole suite have said.</summary>
    public const string Log = "run.log";

    /// <summary>The report on several splits, in the folder above theirs.</summary>
    public const string SplitsMarkdown = "splits.md";

    /// <summary>The accuracies on several splits, in the folder above theirs.</summary>
    public const string SplitsCsv = "splits.csv";

    /// <summary>Which report has been written.</summary>
    public const string Stamp = ".report";

    /// <summary>Held by the run that writes to the folder.</summary>
    public const string Lock = ".lock";

    /// <summary>The folder of charts.</summary>
    public const string Charts = "charts";

    /// <summary>The folder of pictures.</summary>
    public const string Pictures = "pictures";

    /// <summary>The folder to give to TensorBoard.</summary>
    public const string TensorBoard = "tensorboard";

    /// <summary>How the folders of splits begin.</summary>
    public const string SplitPrefix = "split-";

    /// <summary>The folder of a split, which holds what a results folder does.</summary>
    /// <param name="number">Which split, counted from 1.</param>
    /// <returns>The name.</returns>
    public static string Split(int number) => string.Create(CultureInfo.InvariantCulture, $"{SplitPrefix}{number}");

    /// <summary>What a part has said: parts run at the same time, on machines that cannot append to one file.</summary>
    /// <param name="number">Which part, counted from 1.</param>
    /// <param name="count">The number of parts.</param>
    /// <returns>The name.</returns>
    public static string PartLog(int number, int count) => string.Create(CultureInfo.InvariantCulture, $"part-{number}-of-{count}.log");
}
