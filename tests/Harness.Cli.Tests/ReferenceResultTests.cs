using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Harness.Libtorch;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

/// <summary>The committed result of the default suite is what the program computes: drawing, weights, training and all.</summary>
public sealed class ReferenceResultTests : IDisposable
{
    // Elsewhere the last bits differ, which two epochs of training make visible: validation images are 1,000, and a backbone from scratch swings by points.
    private const double AccuracyTolerance = 0.02;
    private const double FromScratchTolerance = 0.15;

    // Which share most of the work. The virtual machines that hide their caches were the slowest that the tests have run on: the others take many minutes there.
    private static readonly string[] WithFrozenBody = ["--techniques", "feature-extractor", "feature-extractor-bn-eval", "concat-pooling", "deeper-head"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void DefaultSuite_FirstSeed_IsTheCommittedResult()
    {
        var suite = RepositoryFolder.Path("experiments", "suites", "default.yaml");

        string[] techniques = Processor.TellsItsCaches ? [] : WithFrozenBody;

        var (exitCode, output, error) = HarnessProcess.Run(
            _folder.Path, ["run", suite, "--seeds", "0", "--threads", "2", "--device", "cpu", "--store", _folder["store"], "--out", _folder["out"], .. techniques]);

        Assert.True(exitCode == 0, output + error);
        var computed = RowsOfFirstSeed(_folder["out", "epochs.csv"]);
        Assert.Equal(techniques.Length == 0 ? 16 : 8, computed.Count);
        var names = computed.Select(Technique).ToHashSet();
        var committed = RowsOfFirstSeed(RepositoryFolder.Path("results", "reference", "default", "epochs.csv")).Where(row => names.Contains(Technique(row))).ToList();
        Assert.Equal(computed.Count, committed.Count);
        if (IsTheMachineOfTheReference()) Assert.Equal(committed.Select(WithoutSeconds), computed.Select(WithoutSeconds));
        else Assert.All(committed.Zip(computed), pair => AssertNear(pair.First, pair.Second));
    }

    private static List<string> RowsOfFirstSeed(string path) =>
        [.. File.ReadLines(path).Skip(1).Where(line => line.Split(',')[^7] == "0")];

    private static string Technique(string row) => string.Join(',', row.Split(',')[..^7]);

    private static string WithoutSeconds(string line) => line[..line.LastIndexOf(',')];

    private static void AssertNear(string committed, string computed)
    {
        var (a, b) = (committed.Split(','), computed.Split(','));
        Assert.Equal(a[..^5], b[..^5]);
        var tolerance = committed.TrimStart('"').StartsWith("From scratch", StringComparison.Ordinal) ? FromScratchTolerance : AccuracyTolerance;
        Assert.InRange(Number(b[^2]), Number(a[^2]) - tolerance, Number(a[^2]) + tolerance);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // The same instructions and the same libtorch give the same bits.
    private bool IsTheMachineOfTheReference()
    {
        using var committed = JsonDocument.Parse(File.ReadAllText(RepositoryFolder.Path("results", "reference", "default", "run.json")));
        using var here = JsonDocument.Parse(File.ReadAllText(_folder["out", "run.json"]));
        return RuntimeInformation.ProcessArchitecture == Architecture.X64
            && new[] { "processor", "instruction_sets", "torch_version" }.All(name => Find(committed.RootElement, name) == Find(here.RootElement, name));
    }

    private static string? Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : element.EnumerateObject().Select(member => Find(member.Value, name)).FirstOrDefault(found => found is not null);
    }
}
