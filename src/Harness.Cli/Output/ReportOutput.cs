using System.ComponentModel;
using System.Diagnostics;
using Harness.Reporting;
using Harness.Reporting.Splits;
using Harness.Reporting.TensorBoard;
using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Cli.Output;

/// <summary>Writes a report and shows it.</summary>
/// <param name="AsJson">Whether the comparison is printed as JSON instead of a table.</param>
/// <param name="Opens">Whether the page is opened.</param>
/// <param name="WithTensorBoard">Whether event files are written, too.</param>
internal sealed record ReportOutput(bool AsJson, bool Opens, bool WithTensorBoard)
{
    private readonly TextWriter _standardOutput = Console.Out;

    /// <summary>Whether an option is given that only a report has.</summary>
    public bool IsAsked => AsJson || Opens || WithTensorBoard;

    /// <summary>Keeps everything but the requested JSON off standard output. Must be called before anything is printed.</summary>
    public void RedirectProgress()
    {
        if (AsJson) Console.SetOut(Console.Error);
    }

    /// <summary>Writes the files, and prints what a reader must know about them.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="folder">The results folder.</param>
    /// <param name="isAnew">Whether they are written even if the same report already exists.</param>
    /// <param name="log">Also gets what is printed; null for none.</param>
    public void Write(SuiteResult result, string folder, bool isAnew, Action<string>? log = null)
    {
        foreach (var note in isAnew ? ReportWriter.Write(result, folder) : ReportWriter.WriteUnlessCurrent(result, folder))
        {
            Console.Error.WriteLine($"note: {note}");
            log?.Invoke(note);
        }
        if (WithTensorBoard || TensorBoardFiles.AreIn(folder)) TensorBoardFiles.Write(result, folder);
    }

    /// <summary>Prints the comparison, and opens the page if requested.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="folder">The results folder, whose files are written.</param>
    public void Print(SuiteResult result, string folder)
    {
        if (AsJson)
        {
            _standardOutput.Write(File.ReadAllText(Path.Combine(folder, ResultFileNames.ComparisonJson)));
        }
        else
        {
            ResultTablePrinter.Print(result);
            PrintFolder(folder);
        }
        if (Opens) Open(Path.Combine(folder, ResultFileNames.Page));
    }

    /// <summary>Writes and prints what a suite gave on several splits.</summary>
    /// <param name="splits">The splits with a result, numbered from 1, each with its folder, whose files are written.</param>
    /// <param name="folder">The results folder of all of them.</param>
    /// <param name="replaces">Whether the files of an earlier run over all splits are replaced; otherwise they stay as they are.</param>
    public void PrintSplits(IReadOnlyList<(int Number, SuiteResult Result, string Folder)> splits, string folder, bool replaces = true)
    {
        if (splits.Count == 0)
        {
            TellThereIsNone();
            return;
        }
        var table = TableOf([.. splits.Select(split => (split.Number, split.Result))], folder, replaces);
        if (AsJson)
        {
            _standardOutput.WriteLine($"[{string.Join(",\n", splits.Select(split => File.ReadAllText(Path.Combine(split.Folder, ResultFileNames.ComparisonJson)).TrimEnd()))}]");
        }
        else
        {
            ResultTablePrinter.Print(table);
            PrintFolder(folder);
        }
        if (Opens) Open(Path.Combine(splits[0].Folder, ResultFileNames.Page));
    }

    private static SplitsTable TableOf(IReadOnlyList<(int Number, SuiteResult Result)> splits, string folder, bool replaces)
    {
        if (replaces || !SplitsReport.IsIn(folder)) return SplitsReport.Write(splits, folder);
        Console.Error.WriteLine("note: splits.md and splits.csv stay as they were, since what earlier runs finished of the other splits could not be read.");
        return SplitsTable.Of([.. splits.Select(split => split.Result)]);
    }

    /// <summary>Says that there is no report to print.</summary>
    public static void TellThereIsNone() => Console.Error.WriteLine("No report was written: no epoch of this suite is finished, or its files cannot be written.");

    private static void PrintFolder(string folder) => Console.WriteLine($"Results: {Path.GetRelativePath(Environment.CurrentDirectory, folder)}");

    // A machine without a desktop is no reason to fail.
    private static void Open(string page)
    {
        try
        {
            using var viewer = Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            Console.Error.WriteLine($"note: found no program to open the page with; the page is '{page}'.");
        }
    }
}
