using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

/// <summary>The committed result of the default suite is what the program computes: drawing, weights, training and all.</summary>
public sealed class ReferenceResultTests : IDisposable
{
    // Elsewhere the last bits differ, which two epochs of training make visible in 1,000 validation images.
    private const double AccuracyTolerance = 0.02;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // On a processor that gives other last bits the rows that train the backbone take minutes, and could be compared with a wide tolerance only.
    [Fact]
    public void DefaultSuite_FirstSeed_IsTheCommittedResult()
    {
        Run("--techniques", "feature-extractor", "feature-extractor-bn-eval", "concat-pooling", "deeper-head");
        var isTheMachine = IsTheMachineOfTheReference();
        if (isTheMachine) Run();

        var computed = RowsOfFirstSeed(_folder["out", "epochs.csv"]);
        var techniques = computed.Select(Technique).ToHashSet();
        var committed = RowsOfFirstSeed(RepositoryFolder.Path("results", "reference", "default", "epochs.csv")).Where(row => techniques.Contains(Technique(row))).ToList();
        Assert.Equal((isTheMachine ? 16 : 8, computed.Count), (committed.Count, committed.Count));
        if (isTheMachine) Assert.Equal(committed.Select(WithoutSeconds), computed.Select(WithoutSeconds));
        else Assert.All(committed.Zip(computed), pair => AssertNear(pair.First, pair.Second));
    }

    private void Run(params string[] techniques)
    {
        var suite = RepositoryFolder.Path("experiments", "suites", "default.yaml");
        var (exitCode, output, error) = HarnessProcess.Run(
            _folder.Path, ["run", suite, "--seeds", "0", "--threads", "2", "--device", "cpu", "--store", _folder["store"], "--out", _folder["out"], .. techniques]);
        Assert.True(exitCode == 0, output + error);
    }

    private static List<string> RowsOfFirstSeed(string path) =>
        [.. File.ReadLines(path).Skip(1).Where(line => line.Split(',')[^7] == "0")];

    private static string Technique(string row) => string.Join(',', row.Split(',')[..^7]);

    private static string WithoutSeconds(string line) => line[..line.LastIndexOf(',')];

    private static void AssertNear(string committed, string computed)
    {
        var (a, b) = (committed.Split(','), computed.Split(','));
        Assert.Equal(a[..^5], b[..^5]);
        Assert.InRange(Number(b[^2]), Number(a[^2]) - AccuracyTolerance, Number(a[^2]) + AccuracyTolerance);
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
