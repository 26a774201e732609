using System.Globalization;
using Harness.Diagnostics;
using Harness.Reporting;
using Harness.TestSupport;

namespace Harness.Tests.Reporting;

public sealed class ReportWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_SevenTechniques_WritesEveryFileAndNothingElse()
    {
        ReportWriter.Write(MadeUpResults.Suite(MadeUpResults.SevenNames, seeds: 5, epochs: 2, published: true), _folder.Path);

        string[] tables = ["classes.csv", "comparison.csv", "comparison.json", "comparison.md", "comparison.tex", "confusion.csv", "epochs.csv", "pairs.csv", "predictions.csv", "report.html", "run.json"];
        string[] charts = ["accuracy", "comparison", "cost", "loss"];
        string[] slugs =
        [
            "adaptiveconcatpooling", "as-feature-extractor", "bn-is-completely-trainable-with-discriminative-l",
            "bn-is-not-trainable-with-discriminative-learning", "classifier-head-with-a-deeper-network",
            "feature-extractor-with-bn-layer-in-eval-mode", "train-just-the-bn-layer-in-the-pretrained-networ",
        ];
        var names = charts.Select(chart => $"charts/{chart}")
            .Concat(slugs.SelectMany(slug => new[] { $"charts/{slug}/accuracy", $"charts/{slug}/loss" }));
        string[] expected = [.. tables, .. names.SelectMany(name => new[] { $"{name}.png", $"{name}.svg" })];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Files().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Write_ClassThatNoFontCanShow_IsToldOfThePictures()
    {
        var result = MadeUpResults.OneTechnique(0.5, 0.7);

        var notes = ReportWriter.Write(result with { Classes = ["owl \U0010ABCD", .. result.Classes.Skip(1)] }, _folder.Path);

        Assert.StartsWith("The pictures cannot show some characters of 'owl \U0010ABCD'", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Charts_AreWholePictures()
    {
        ReportWriter.Write(MadeUpResults.Suite([.. MadeUpResults.NastyNames, "half an emoji: \ud83c"], seeds: 2, epochs: 2), _folder.Path);

        foreach (var (name, bytes) in Files())
        {
            if (name.EndsWith(".png", StringComparison.Ordinal))
            {
                Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
                Assert.Equal("IEND"u8.ToArray(), bytes[^8..^4]);
            }
            if (name.EndsWith(".svg", StringComparison.Ordinal))
            {
                var root = System.Xml.Linq.XDocument.Load(new MemoryStream(bytes)).Root!;
                Assert.Equal("svg", root.Name.LocalName);
                Assert.NotEmpty(root.Descendants());
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    public void Write_SameResultTwice_GivesTheSameBytes(int seeds, int epochs)
    {
        var result = MadeUpResults.Suite(MadeUpResults.SevenNames[..3], seeds, epochs, published: true);
        ReportWriter.Write(result, _folder.Path);
        var first = Files();
        using var other = new TemporaryFolder();

        ReportWriter.Write(result, _folder.Path);
        ReportWriter.Write(result, other.Path);

        AssertEqual(first, Files());
        AssertEqual(first, Files(other.Path));
    }

    [Fact]
    public void Write_CultureWithDecimalComma_GivesTheSameBytes()
    {
        var result = MadeUpResults.Suite(MadeUpResults.SevenNames[..2], seeds: 2, epochs: 2, published: true);
        ReportWriter.Write(result, _folder.Path);
        var first = Files();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = GermanLike();
            Assert.Equal("0,5", $"{0.5}");
            ReportWriter.Write(result, _folder.Path);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        AssertEqual(first, Files());
    }

    [Fact]
    public void Write_NastyNames_WritesAllChartsBesideEachOther()
    {
        ReportWriter.Write(MadeUpResults.Suite(MadeUpResults.NastyNames, seeds: 2, epochs: 2), _folder.Path);

        var folders = Directory.GetDirectories(_folder["charts"]).Select(Path.GetFileName).ToList();
        Assert.Equal(MadeUpResults.NastyNames.Length, folders.Count);
        Assert.All(folders, folder => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", folder));
    }

    [Fact]
    public void Write_ManyEpochs_WritesEveryRow()
    {
        string[] names = [.. Enumerable.Range(1, 12).Select(number => $"Technique {number}")];
        ReportWriter.Write(MadeUpResults.Suite(names, seeds: 1, epochs: 25), _folder.Path);

        Assert.Equal(1 + (12 * 25), File.ReadLines(_folder["epochs.csv"]).Count());
    }

    [Fact]
    public void Write_EverythingFailed_KeepsTablesAndRemovesChartsOfEarlierReport()
    {
        var result = MadeUpResults.OneTechnique(0.5);
        ReportWriter.Write(result, _folder.Path);
        Assert.NotEmpty(Charts());
        var failed = result.Techniques[0] with { Runs = [new(1, [], [], "the loss became NaN")] };

        ReportWriter.Write(result with { Techniques = [failed] }, _folder.Path);

        Assert.Empty(Charts());
        Assert.Contains("the loss became NaN", File.ReadAllText(_folder["comparison.md"]));
        Assert.DoesNotContain("charts/", File.ReadAllText(_folder["comparison.md"]));
    }

    [Fact]
    public void Write_FailedTechniqueWithFinishedEpochs_ShowsThemInItsOwnChart()
    {
        ReportWriter.Write(MadeUpResults.WithFailures(), _folder.Path);

        Assert.False(File.Exists(_folder["charts", "feature-extractor-with-bn-layer-in-eval-mode", "loss.png"]));
        Assert.True(File.Exists(_folder["charts", "bn-is-completely-trainable-with-discriminative-l", "loss.png"]));
    }

    [Fact]
    public void Write_DryRun_IsMarkedInEveryFileForReading()
    {
        ReportWriter.Write(MadeUpResults.OneTechnique(0.5) with { DryBatches = 2 }, _folder.Path);

        const string Warning = "DRY RUN: two batches an epoch, the numbers mean nothing.";
        Assert.Equal($"**{Warning}**", File.ReadAllLines(_folder["comparison.md"])[2]);
        Assert.Contains($"\"dry_run\": \"{Warning}\"", File.ReadAllText(_folder["run.json"]));
        Assert.Contains(Warning, ResultTable.ForReading(MadeUpResults.OneTechnique(0.5) with { DryBatches = 2 }).Notes);
    }

    [Fact]
    public void Write_DryRun_IsMarkedInEveryPicture()
    {
        var result = MadeUpResults.Suite(MadeUpResults.SevenNames[..2], seeds: 2, epochs: 2);
        ReportWriter.Write(result, _folder.Path);
        var full = Files();
        ReportWriter.Write(result with { DryBatches = 2 }, _folder.Path);

        var dry = Files();
        var pictures = dry.Keys.Where(name => name.StartsWith("charts/", StringComparison.Ordinal)).ToList();
        Assert.Equal(16, pictures.Count);
        Assert.All(pictures, name => Assert.NotEqual(full[name], dry[name]));
    }

    [Fact]
    public void Write_FullRun_SaysNothingOfDryRuns()
    {
        ReportWriter.Write(MadeUpResults.OneTechnique(0.5), _folder.Path);

        foreach (var name in (string[])["comparison.md", "run.json"])
            Assert.DoesNotContain("dry", File.ReadAllText(_folder[name]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Write_FewerTechniquesThanBefore_RemovesTheChartsOfTheOthersAndNothingElse()
    {
        ReportWriter.Write(MadeUpResults.Suite(["One", "Two", "Three"], seeds: 1, epochs: 1), _folder.Path);
        File.WriteAllText(_folder["charts", "two", "mine.txt"], "");
        Directory.CreateDirectory(_folder["charts", "My own"]);
        File.WriteAllText(_folder["charts", "My own", "loss.png"], "");

        ReportWriter.Write(MadeUpResults.Suite(["One"], seeds: 1, epochs: 1), _folder.Path);

        Assert.True(File.Exists(_folder["charts", "one", "loss.svg"]));
        Assert.Equal([_folder["charts", "two", "mine.txt"]], Directory.GetFiles(_folder["charts", "two"]));
        Assert.False(Directory.Exists(_folder["charts", "three"]));
        Assert.True(File.Exists(_folder["charts", "My own", "loss.png"]));
    }

    [Fact]
    public void Write_PhaseThatLearnsSomethingElse_HasChartsOfItsMetricsAndTheyGoWithThem()
    {
        var result = MadeUpResults.Suite(["One", "Two"], seeds: 2, epochs: 2);

        ReportWriter.Write(MadeUpResults.WithPretraining(result), _folder.Path);

        Assert.Equal(
            ["domain_accuracy.png", "domain_accuracy.svg", "rotation_loss.png", "rotation_loss.svg"],
            Directory.GetFiles(_folder["charts", "one", "metrics"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("[rotation loss](charts/one/metrics/rotation_loss.png)", File.ReadAllText(_folder["comparison.md"]), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["charts", "two", "metrics"]));

        ReportWriter.Write(result, _folder.Path);

        Assert.False(Directory.Exists(_folder["charts", "one", "metrics"]));
        Assert.True(File.Exists(_folder["charts", "one", "loss.png"]));
    }

    [Fact]
    public void Write_FileWhereAFolderShouldBe_SaysWhereAndWhatToDo()
    {
        File.WriteAllText(_folder["taken"], "");

        var error = Assert.Throws<HarnessException>(() => ReportWriter.Write(MadeUpResults.OneTechnique(0.5), _folder["taken"]));

        Assert.Contains(_folder["taken"], error.Message);
        Assert.Contains("another results folder", error.Remedy);
    }

    [Fact]
    public void Write_FileThatCannotBeReplaced_KeepsItAndLeavesNothingHalfDone()
    {
        // A folder instead of a file refuses the rename, whoever runs the test.
        Directory.CreateDirectory(_folder["epochs.csv", "inside"]);

        var error = Assert.Throws<HarnessException>(() => ReportWriter.Write(MadeUpResults.OneTechnique(0.5), _folder.Path));

        Assert.Contains(_folder["epochs.csv"], error.Message);
        Assert.True(Directory.Exists(_folder["epochs.csv", "inside"]));
        Assert.Empty(Directory.GetFiles(_folder.Path, ".partial-*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Write_LeftoverOfAKilledReport_IsReplaced()
    {
        File.WriteAllText(_folder[".partial-epochs.csv"], "half a li");

        ReportWriter.Write(MadeUpResults.OneTechnique(0.5), _folder.Path);

        Assert.DoesNotContain(Files().Keys, name => name.Contains("partial"));
    }

    // Cultures by name need ICU, which the project does without.
    private static CultureInfo GermanLike()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = ".";
        return culture;
    }

    private static void AssertEqual(SortedDictionary<string, byte[]> expected, SortedDictionary<string, byte[]> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected.Keys, name => Assert.True(expected[name].AsSpan().SequenceEqual(actual[name]), name));
    }

    private string[] Charts() => Directory.GetFiles(_folder["charts"], "*", SearchOption.AllDirectories);

    private SortedDictionary<string, byte[]> Files() => Files(_folder.Path);

    private static SortedDictionary<string, byte[]> Files(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != ".report")
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes),
        StringComparer.Ordinal);
}
