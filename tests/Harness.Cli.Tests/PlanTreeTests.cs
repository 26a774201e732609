using Harness.Cli.Output;
using Harness.Data.Labels;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Planning;
using Harness.Running.Epochs;
using Harness.TestSupport;
using Spectre.Console;

namespace Harness.Cli.Tests;

public sealed class PlanTreeTests : IDisposable
{
    private const int Width = 100;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Suites => [.. RepositoryFolder.Experiments("suites").Select(file => Path.GetFileName(file)!)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Suites))]
    public void Lines_OfAShippedSuite_FitAndNameEveryTechniqueOnItsOwn(string file)
    {
        var plan = PlanOf(RepositoryFolder.Path("experiments", "suites", file));

        var lines = Lines(plan);

        Assert.All(lines, line => Assert.InRange(ShortText.WidthOf(line), 1, Width));
        Assert.Equal(plan.Nodes.Count(node => node.Seed == plan.Suite.Seeds[0]), lines.Sum(EpochsIn));
    }

    [Fact]
    public void Lines_EpochsThatDifferInNothing_StandInOne()
    {
        var plan = PlanOf(WriteSuite(("one", Phases(60)), ("two", Phases(3, 2))));

        Assert.Equal(
            ["├── epochs 1–3 will run shared K one + two", "│   ├── epochs 4–60 will run K one", "│   └── epochs 4–5 will run K two"],
            Lines(plan).Select(line => line.Replace("└── epochs 1", "├── epochs 1", StringComparison.Ordinal).Replace("    ├", "│   ├", StringComparison.Ordinal).Replace("    └", "│   └", StringComparison.Ordinal))
                .Select(line => System.Text.RegularExpressions.Regex.Replace(line, "[0-9a-f]{8}(–[0-9a-f]{8})?", "K")));
    }

    [Fact]
    public void Lines_EpochsOfWhichSomeAreStored_AreTwoLines()
    {
        var plan = PlanOf(WriteSuite(("one", Phases(4))));

        var lines = Lines(plan, node => node.Epoch < 2 ? EpochStatus.Stored : EpochStatus.WillRun);

        Assert.Equal(2, lines.Count);
        Assert.StartsWith("└── epochs 1–2 stored ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("    └── epochs 3–4 will run ", lines[1], StringComparison.Ordinal);
    }

    // Each technique leaves the common way an epoch later.
    [Fact]
    public void Lines_DeepTreeOfLongNames_Fit()
    {
        var techniques = Enumerable.Range(1, 40).Select(epochs => ($"{epochs} epochs of {new string('x', 150)} and then something else", Phases(epochs, 1)));

        var lines = Lines(PlanOf(WriteSuite([.. techniques])), _ => EpochStatus.NotNeeded);

        Assert.All(lines, line => Assert.InRange(ShortText.WidthOf(line), 1, Width));
        Assert.Contains(lines, line => line.Contains(" 40 epochs", StringComparison.Ordinal) && line.EndsWith("hing else", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith(" + 39 more", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("discriminative rates", 9, "disc…ates")]
    [InlineData("識別的な学習率", 9, "識別…習率")]
    [InlineData("long", 1, "…")]
    public void ShortText_Of_KeepsBeginningAndEnd(string text, int width, string expected) => Assert.Equal(expected, ShortText.Of(text, width));

    private static IReadOnlyList<string> Lines(Plan plan, Func<EpochNode, EpochStatus>? status = null)
    {
        var statuses = plan.Nodes.ToDictionary(node => node.Key, status ?? (_ => EpochStatus.WillRun));
        return [.. PlanTree.LinesOf(plan.Nodes.Where(node => node.Seed == plan.Suite.Seeds[0]), statuses).Select(line => Markup.Remove(line.ToMarkup(Width)))];
    }

    private static int EpochsIn(string line)
    {
        var words = line.Split("epoch")[1].TrimStart('s').Trim().Split(' ')[0].Split('–').Select(int.Parse).ToList();
        return words[^1] - words[0] + 1;
    }

    private static Plan PlanOf(string path)
    {
        var suite = SuiteLoader.Load(path, new() { Inputs = InputCheck.WhereGiven }, BackboneRegistry.Catalog);
        return Planner.Make(suite, new PlanInputs
        {
            ManifestHash = "images",
            WeightsHash = "weights",
            Numerics = new Numerics("cpu", "2.10.0", 2) { Compute = ComputeSettings.Default },
            Backbone = BackboneRegistry.Catalog.Describe(suite.Backbone)!,
            Labels = LabelSpace.Of(suite.Data, suite.Data.Vectors?.Rows.Keys.ToList() ?? ["one", "other"]),
        });
    }

    private string WriteSuite(params (string Name, string Phases)[] techniques)
    {
        var suite = TinySuite.Write(_folder, (_, _, _, path) => File.WriteAllText(path, ""));
        foreach (var name in TinySuite.Techniques.Keys) File.Delete(_folder["techniques", name]);
        foreach (var (index, technique) in techniques.Index())
            _folder.Write($"techniques/{index:D3}.yaml", $"name: {technique.Name}\nhead: {{ pool: avg, layers: [linear] }}\nphases:\n{technique.Phases}");
        return suite;
    }

    private static string Phases(int epochs, int more = 0) =>
        $"  - {{ epochs: {epochs}, train: {{ body.batchnorm: 1e-3, head: 1e-3 }} }}\n" + (more == 0 ? "" : $"  - {{ epochs: {more}, train: {{ body: 5e-6, head: 5e-4 }} }}\n");
}
