using System.Globalization;
using System.Text.Json;
using Harness.Diagnostics;
using Harness.Reporting.Csv;
using Harness.Results;
using Harness.Statistics;

namespace Harness.Reporting.Joined;

/// <summary>A results folder that was written earlier, read back.</summary>
/// <param name="Name">The folder as the user named it.</param>
/// <param name="Images">The validation images, each with its class, in the order of the file.</param>
/// <param name="Contents">What shows whether images of another folder with the same names are the same.</param>
/// <param name="Techniques">The techniques with finished runs, in the order of the suite.</param>
/// <param name="LeftOut">The names of those whose accuracy is not the fraction of images that are right, such as a mean over several tasks.</param>
/// <param name="Settings">What two folders should have in common, by name; only what <c>run.json</c> says.</param>
/// <param name="IsDry">Whether it comes from a dry run.</param>
internal sealed record ResultsFolder(
    string Name, IReadOnlyList<(string Path, string Label)> Images, ImageContents Contents, IReadOnlyList<FinishedTechnique> Techniques, IReadOnlyList<string> LeftOut,
    IReadOnlyDictionary<string, string> Settings, bool IsDry)
{
    private static readonly string FirstSplit = ResultFileNames.Split(1);

    private const string Remedy = "Make its report again with this version, without training: harness report SUITE, with the options of the run.";

    private static readonly (string Name, string[] Path)[] Compared =
    [
        ("backbone", ["suite", "backbone"]),
        ("weights", ["information", "weights_hash"]),
        ("place of the weights in their file", ["information", "weights_place"]),
        ("split", ["suite", "data", "split"]),
        ("training images", ["data", "train_images"]),
        ("training transforms", ["suite", "data", "train"]),
        ("validation transforms", ["suite", "data", "valid"]),
        ("batch size", ["suite", "data", "batch_size"]),
        ("precision", ["information", "precision"]),
    ];

    /// <summary>Reads a results folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="HarnessException">It is not a results folder, or one without predictions.</exception>
    public static ResultsFolder Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new HarnessException($"There is no folder '{folder}'.", "Name the results folder of a suite, such as results/flowers.");
        using var run = ReadRun(folder);
        // A folder without this file can be compared anyway.
        var table = CsvFile.Read(Path.Combine(folder, ResultFileNames.ComparisonCsv), static _ => { });
        var (seconds, kept, last) = (Figures(table, "seconds"), Figures(table, "kept_val_acc"), Figures(table, "val_acc"));
        var (images, found) = new PredictionTable(Path.Combine(folder, ResultFileNames.Predictions), Remedy).Read();
        List<FinishedTechnique> techniques = [.. found.Select(technique => new FinishedTechnique(technique.Name, technique.Right, Figure(last, technique.Name), Figure(seconds, technique.Name)))];
        var others = techniques.Where(technique => !technique.IsOfImages(Figure(kept, technique.Name) ?? technique.LastAccuracy)).ToList();
        return new(
            folder, images, ImageContents.Of(folder, Find(run.RootElement, "information", "manifest_hash"), Find(run.RootElement, "information", "target_manifest_hash")),
            [.. techniques.Except(others)], others.ConvertAll(technique => technique.Name),
            Compared.Select(setting => (setting.Name, Value: Find(run.RootElement, setting.Path))).Where(setting => setting.Value is not null).ToDictionary(setting => setting.Name, setting => setting.Value!),
            Find(run.RootElement, "dry_run") is not null);
    }

    private static JsonDocument ReadRun(string folder)
    {
        var path = Path.Combine(folder, ResultFileNames.Run);
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path));
        }
        catch (FileNotFoundException) when (Directory.Exists(Path.Combine(folder, FirstSplit)))
        {
            throw new HarnessException($"'{folder}' holds the results of several splits, each in its own folder; its {ResultFileNames.SplitsMarkdown} compares across them.", $"Name one of them, such as {Path.Combine(folder, FirstSplit)}.");
        }
        catch (FileNotFoundException)
        {
            throw new HarnessException($"'{folder}' is not a results folder: it has no {ResultFileNames.Run}.", "Name the results folder of a suite, such as results/flowers. To compare techniques on a folder of images, name it alone: harness compare FOLDER.");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"'{path}' cannot be read: {exception.Message}", Remedy);
        }
    }

    // Compact, so that the same settings are the same text however they are laid out.
    private static string? Find(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }
        return element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => element.GetString(),
            _ => JsonSerializer.Serialize(element),
        };
    }

    private static Dictionary<string, double> Figures(List<(int Line, string[] Fields)> lines, string column)
    {
        if (lines.Count == 0) return [];
        var (name, place) = (Array.IndexOf(lines[0].Fields, "technique"), Array.IndexOf(lines[0].Fields, column));
        var found = new Dictionary<string, double>();
        foreach (var (_, fields) in lines.Skip(1))
        {
            if (name >= 0 && place >= 0 && double.TryParse(fields.ElementAtOrDefault(place), CultureInfo.InvariantCulture, out var value)) found[fields[name]] = value;
        }
        return found;
    }

    private static double? Figure(Dictionary<string, double> figures, string technique) => figures.TryGetValue(technique, out var found) ? found : null;
}

/// <summary>A technique of a results folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Right">On which images the networks of its kept epochs are right.</param>
/// <param name="LastAccuracy">The validation accuracy after the last epoch, mean over the runs; null if it is not known.</param>
/// <param name="Seconds">Mean seconds of a run; null if they are not known.</param>
internal sealed record FinishedTechnique(string Name, RightImages Right, double? LastAccuracy, double? Seconds)
{
    // That of a file with six decimals.
    private const double Rounding = 2e-6;

    /// <summary>The fraction of images that are right, mean over the runs.</summary>
    public double Accuracy => Right.BySeed.Values.Average(RightImages.Share);

    /// <summary>Whether it is known that another epoch than the last is kept.</summary>
    public bool KeepsAnotherEpoch => !IsOfImages(LastAccuracy);

    /// <summary>Whether an accuracy is the fraction of images that are right.</summary>
    /// <param name="reported">The accuracy; null if it is not known.</param>
    /// <returns>Whether it is, as far as is known.</returns>
    public bool IsOfImages(double? reported) => reported is not { } value || Math.Abs(value - Accuracy) < Rounding;
}
