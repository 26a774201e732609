using System.Text.Json;
using Harness.Diagnostics;
using Harness.Reporting;
using Harness.Reporting.Joined;
using Harness.Running.Collecting;
using Harness.Tests.Results;
using Harness.TestSupport;

namespace Harness.Tests.Reporting.Joined;

public sealed class JoinedComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_TwoSuites_ComparesTheirTechniquesAsIfTheyWereOfOne()
    {
        var (one, other) = (Write("one", Measured("A", "B")), Write("other", Measured("C")));
        var together = MadeUpResults.Measured(("A", [Repeat("1", 40)]), ("B", [Repeat("1000", 10)]), ("C", [Repeat("1100", 10)]));

        var joined = JoinedComparison.Of([one, other]);

        Assert.Equal([(one, "A"), (one, "B"), (other, "C")], joined.Rows.Select(row => (row.Folder, row.Technique)));
        Assert.Equal(["a", "c", "b"], joined.Rows.Select(row => row.Groups));
        Assert.Equal([1, 0.25, 0.5], joined.Rows.Select(row => row.Accuracy.Mean));
        var table = ResultTable.ForReading(together);
        var interval = table.Columns.Select(column => column.Heading).ToList().FindIndex(heading => heading.Contains("95 %", StringComparison.Ordinal));
        Assert.Equal(table.Rows.Select(row => row[interval]), joined.Rows.Select(row => row.IntervalText));
        Assert.Equal($"'A' ({one}) is best: every other is lower by more than chance explains (95 %, corrected for 3 pairs).", joined.Verdict[0]);
        Assert.Empty(joined.Notes);
        Assert.Equal(1.5, joined.Rows[0].Seconds);
    }

    [Fact]
    public void Of_OtherSettings_SaysInWhichTheyDiffer()
    {
        var result = Measured("A");
        var (one, other) = (Write("one", result), Write("other", result with { Suite = result.Suite with { Backbone = "resnet34" } }));

        Assert.Equal([$"The folders differ in backbone: resnet18_half ({one}), resnet34 ({other})."], JoinedComparison.Of([one, other]).Notes);
    }

    [Fact]
    public void Of_AnAccuracyThatIsNotOfSingleImages_IsLeftOut()
    {
        var (one, other) = (Write("one", Measured("A", "B")), Write("other", Measured("C")));
        var table = File.ReadAllText(Path.Combine(one, "comparison.csv"));
        File.WriteAllText(Path.Combine(one, "comparison.csv"), table.Replace("B,1,0.250000", "B,1,0.375000", StringComparison.Ordinal));

        var joined = JoinedComparison.Of([one, other]);

        Assert.Equal(["A", "C"], joined.Rows.Select(row => row.Technique));
        Assert.StartsWith($"'B' ({one}) is left out", Assert.Single(joined.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_KeptEpochsThatAreNotTheLast_NamesTheTechniquesAndHasBothAccuracies()
    {
        var (one, other) = (Write("one", WithLaterEpoch(Measured("A", "B"), 0.125)), Write("other", Measured("C")));

        var joined = JoinedComparison.Of([one, other]);

        Assert.Equal(
            [
                $"Accuracies, intervals and groups are of the kept epoch. Of 'A' ({one}), 'B' ({one}) it is not the last one: the same validation images chose it, and so its accuracy is optimistic."
            ],
            joined.Notes);
        var rows = JsonDocument.Parse(joined.ToJson()).RootElement.GetProperty("techniques");
        Assert.Equal([(0.125, 1), (0.125, 0.25), (0.5, 0.5)], rows.EnumerateArray().Select(row => (row.GetProperty("val_acc").GetDouble(), row.GetProperty("kept_val_acc").GetDouble())));
    }

    [Fact]
    public void ToJson_NoTable_DoesNotKnowTheLastEpoch()
    {
        var (one, other) = (Write("one", Measured("A")), Write("other", Measured("B")));
        File.Delete(Path.Combine(one, "comparison.csv"));

        var row = JsonDocument.Parse(JoinedComparison.Of([one, other]).ToJson()).RootElement.GetProperty("techniques")[0];

        Assert.Equal((JsonValueKind.Null, 1), (row.GetProperty("val_acc").ValueKind, row.GetProperty("kept_val_acc").GetDouble()));
    }

    [Fact]
    public void Of_OtherImages_RefusesAndSaysHowManyAreTheSame()
    {
        var result = Measured("A");
        var (one, other) = (Write("one", result), Write("other", result with { ValidImages = [.. result.ValidImages.Select((image, index) => index < 30 ? image : $"other/{index}.jpg")] }));

        var error = Assert.Throws<HarnessException>(() => JoinedComparison.Of([one, other]));

        Assert.Equal($"'{other}' cannot be compared with '{one}': they were validated on 40 and 40 images, 30 of which are the same.", error.Message);
    }

    [Fact]
    public void Of_OtherImagesUnderTheSameNames_Refuses()
    {
        var result = Measured("A");
        var (one, other) = (Write("one", result), Write("other", WithManifest(result, "another")));
        WriteManifest(one, result, "a");
        WriteManifest(other, result, "a", changed: 3);

        var error = Assert.Throws<HarnessException>(() => JoinedComparison.Of([one, other]));

        Assert.Equal($"'{other}' cannot be compared with '{one}': 3 images of both have the same name but other contents.", error.Message);
    }

    [Fact]
    public void Of_OtherTrainingImagesAlone_Compares()
    {
        var result = Measured("A");
        var (one, other) = (Write("one", result), Write("other", WithManifest(result with { TrainImageCount = 17 }, "another")));
        WriteManifest(one, result, "a");
        WriteManifest(other, result, "b");

        Assert.Equal([$"The folders differ in training images: 3457 ({one}), 17 ({other})."], JoinedComparison.Of([one, other]).Notes);
    }

    [Fact]
    public void Of_OtherImagesOfTheTarget_Refuses()
    {
        var result = Measured("A");
        var (one, other) = (Write("one", WithManifest(result, "0123", "target")), Write("other", WithManifest(result, "0123", "another")));
        foreach (var folder in new[] { one, other }) WriteManifest(folder, result, "a");
        WriteManifest(one, result, "a", name: "target-manifest.csv");
        WriteManifest(other, result, "a", changed: 1, name: "target-manifest.csv");

        Assert.Contains("1 image of both has the same name but other contents", Assert.Throws<HarnessException>(() => JoinedComparison.Of([one, other])).Message);
    }

    [Fact]
    public void Of_AnotherManifestThatIsNotThere_SaysThatItIsNotKnown()
    {
        var result = Measured("A");
        var (one, other) = (Write("one", result), Write("other", WithManifest(result, "another")));
        WriteManifest(one, result, "a");

        Assert.Contains("whether they are the same images is not known", Assert.Single(JoinedComparison.Of([one, other]).Notes));
    }

    [Fact]
    public void Of_OtherClassesOfTheSameImages_Refuses()
    {
        var result = Measured("A");
        var (one, other) = (Write("one", result), Write("other", result with { ValidLabels = [.. result.ValidLabels.Select((label, index) => index < 3 ? 1 - label : label)] }));

        Assert.Contains("3 images of both have another class", Assert.Throws<HarnessException>(() => JoinedComparison.Of([one, other])).Message);
    }

    [Theory]
    [InlineData("predictions.csv", null, "by an older version")]
    [InlineData("predictions.csv", "technique,seed,image,label,prediction\n", "has no rows")]
    [InlineData("predictions.csv", "technique,seed,image,label\nA,1,a.jpg,daisy\n", "line 1: the header has no column 'prediction'")]
    [InlineData("predictions.csv", "technique,seed,image,label,prediction\nA,one,a.jpg,daisy,daisy\n", "line 2: 'one' is not a seed")]
    [InlineData("predictions.csv", "technique,seed,image,label,prediction\nA,1,a.jpg\n", "line 2")]
    [InlineData("predictions.csv", "technique,seed,image,label,prediction\nA,1,a.jpg,daisy,daisy\nA,2,b.jpg,daisy,daisy\n", "has other images than the first run")]
    [InlineData("run.json", null, "is not a results folder: it has no run.json")]
    [InlineData("run.json", "{", "cannot be read")]
    public void Of_DamagedFolder_SaysWhatIsWrong(string file, string? content, string expected)
    {
        var (one, other) = (Write("one", Measured("A")), Write("other", Measured("B")));
        var path = Path.Combine(other, file);
        if (content is null) File.Delete(path);
        else File.WriteAllText(path, content);

        Assert.Contains(expected, Assert.Throws<HarnessException>(() => JoinedComparison.Of([one, other])).Message);
    }

    [Fact]
    public void Of_NoFolder_SaysSo() =>
        Assert.StartsWith("There is no folder", Assert.Throws<HarnessException>(() => JoinedComparison.Of([_folder["no"], _folder["where"]])).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_DryRun_Refuses()
    {
        var (one, other) = (Write("one", Measured("A")), Write("other", Measured("B") with { DryBatches = 2 }));

        Assert.Contains("dry run", Assert.Throws<HarnessException>(() => JoinedComparison.Of([one, other])).Message);
    }

    [Fact]
    public void ToJson_HasTheRows()
    {
        var joined = JoinedComparison.Of([Write("one", Measured("A")), Write("other", Measured("B"))]);

        var rows = JsonDocument.Parse(joined.ToJson()).RootElement.GetProperty("techniques");
        Assert.Equal(["A", "B"], rows.EnumerateArray().Select(row => row.GetProperty("technique").GetString()));
        Assert.Equal(0.25, rows[1].GetProperty("val_acc").GetDouble());
    }

    private string Write(string name, SuiteResult result)
    {
        ReportWriter.Write(result, _folder[name]);
        return _folder[name];
    }

    // The first epoch is kept, and the last one is worse.
    private static SuiteResult WithLaterEpoch(SuiteResult result, double accuracy) => MadeUpResults.WithKeptEpoch(
        result with
        {
            Techniques = [.. result.Techniques.Select(technique => technique with
            {
                Runs = [.. technique.Runs.Select(run => run with { Epochs = [.. run.Epochs, MadeUpEpochs.Of(1, 0.5, 0.25, 0.75, accuracy, 1.5)] })],
            })],
        },
        epoch: 0);

    private static SuiteResult WithManifest(SuiteResult result, string hash, string? target = null) =>
        result with { Information = result.Information with { ManifestHash = hash, TargetManifestHash = target } };

    // A training image with these digits as its hash, and the validation images, of which the first ones have changed.
    private static void WriteManifest(string folder, SuiteResult result, string training, int changed = 0, string name = "manifest.csv") => File.WriteAllLines(
        Path.Combine(folder, name),
        [
            "path,label,split,sha256", $"daisy/training.jpg,daisy,train,{Repeat(training, 64)}",
            .. result.ValidImages.Select((image, index) => $"{image},{result.Classes[result.ValidLabels[index]]},valid,{Repeat(index < changed ? "1" : "0", 64)}"),
        ]);

    // A is always right, B in one of four, C in two of four.
    private static SuiteResult Measured(params string[] names) =>
        MadeUpResults.Measured([.. names.Select(name => (name, new[] { Repeat(name == "A" ? "1111" : name == "B" ? "1000" : "1100", 10) }))]);

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
