using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>The lines that open a report: what was compared, on what, with what.</summary>
/// <param name="markup">How the report's format writes texts.</param>
internal sealed class ReportHead(Markup markup)
{
    /// <summary>Lists the lines.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>The heading of each line, and its text.</returns>
    public IReadOnlyList<(string Name, string Text)> Lines(SuiteResult result) =>
    [
        ("Suite", Suite(result)),
        ("Data", Data(result)),
        ("Backbone", markup.Code(result.Suite.Backbone)),
        ("Weights", Weights(result.Information)),
        ("Device", Device(result.Information)),
        .. result.Sharing is { } sharing ? [("Work", Describe(sharing))] : Array.Empty<(string, string)>(),
        ("Versions", Versions(result.Information)),
        ("Date", Format.Invariant($"{result.Information.Finished.UtcDateTime:yyyy-MM-dd HH:mm} UTC")),
    ];

    private string Suite(SuiteResult result) =>
        $"{markup.Code(result.Suite.File)}, {Format.Count(result.Techniques.Count, "technique")}, {Format.Seeds(result.Suite.Seeds)}";

    private string Data(SuiteResult result)
    {
        var kind = result.Suite.Data.Synthetic is null ? "" : $"{markup.Strong("SYNTHETIC")} images, drawn by harness: ";
        var test = result.Test is null ? "" : $" and {Format.Count(result.Test.ImageCount, "test image")}";
        var text = $"{kind}{Format.Count(result.TrainImageCount, "training image")}{(result.Test is null ? " and" : ",")} "
            + $"{Format.Count(result.ValidImages.Count, "validation image")}{test} of {Format.Count(result.Classes.Count)} classes "
            + $"({Classes(result.Classes)}), manifest {markup.Code(result.Information.ManifestHash)}";
        return result.Quality.Skipped.Count == 0
            ? text
            : $"{text}; {markup.Strong($"{Format.Count(result.Quality.Skipped.Count, "image")} left out")}";
    }

    // A hundred names would bury the other lines.
    private string Classes(IReadOnlyList<string> classes) =>
        string.Join(", ", classes.Take(10).Select(markup.Text)) + (classes.Count > 10 ? ", …" : "");

    private string Weights(RunInformation information)
    {
        if (information.Weights is null) return "none: random initialization";
        var hash = information.WeightsHash is null ? "" : $", SHA-256 {markup.Code(information.WeightsHash)}";
        var place = information.WeightsPlace is null ? "" : $", from {markup.Code(information.WeightsPlace)} in it";
        return markup.Code(information.Weights) + hash + place;
    }

    private string Device(RunInformation information) =>
        $"{markup.Text(information.Device)}, {information.Precision}{(information.FoldsBatchNorm ? "" : ", batch norm not folded")}{(information.UsesWinograd ? ", convolutions by Winograd's algorithm where possible" : "")}; {markup.Text(information.Processor)}, "
        + (information.InstructionSets.Length == 0 ? "" : $"instruction sets {markup.Text(information.InstructionSets)}, ")
        + $"{Format.Count(information.Threads, "thread")}, {Format.Count(information.Workers, "decoding worker")}; {markup.Text(information.OperatingSystem)}";

    private string Describe(SharingSavings sharing)
    {
        var spent = Format.Invariant($"{sharing.SpentSeconds:F0} s of training and validation");
        if (sharing.Saved < 0.005) return spent;
        return Format.Invariant(
            $"{spent}; every technique on its own would have taken {sharing.AloneSeconds:F0} s: shared epochs and backbones saved {sharing.Saved:P0}");
    }

    private string Versions(RunInformation information) =>
        $"Harness {markup.Text(information.HarnessVersion)}, libtorch {markup.Text(information.TorchVersion)}, "
        + $".NET {markup.Text(information.DotnetVersion)}";
}
