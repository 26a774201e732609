using System.Text.Json;
using Harness.Models.Vectors;
using Harness.Running.Folders;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CommandTests() => TinySuite.Write(_folder, TestImages.SaveJpeg);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_OutputIsNoTerminal_PrintsPlainLinesAndTheTable()
    {
        var (exitCode, output, error) = Run("run", "tiny.yaml");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("[1/5] BN only and 1 more, seed 0, epoch 1: train loss", output, StringComparison.Ordinal);
        Assert.Contains("Deeper head, BN in eval mode", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
        Assert.True(File.Exists(_folder["results", "tiny", "comparison.csv"]));
    }

    [Fact]
    public void Run_Folds_RunsEachAndComparesOverThem()
    {
        var suite = File.ReadAllText(_folder["tiny.yaml"]);
        _folder.Write("tiny.yaml", suite.Replace("{ rule: first, fraction: 0.2 }", "{ rule: random, seed: 0, folds: 3 }", StringComparison.Ordinal));

        var run = Run("run", "tiny.yaml");
        var splits = File.ReadAllText(_folder["results", "tiny", "splits.csv"]);
        File.Delete(_folder["results", "tiny", "splits.md"]);
        var report = Run("report", "tiny.yaml", "--json", "--tensorboard");

        Assert.Equal((0, "", 0), (run.ExitCode, run.Error, report.ExitCode));
        Assert.Contains("Split 3 of 3:", run.Output, StringComparison.Ordinal);
        Assert.Contains("Variance from split", run.Output, StringComparison.Ordinal);
        Assert.Equal(1 + (3 * 3), splits.TrimEnd().Split('\n').Length);
        Assert.Equal(splits, File.ReadAllText(_folder["results", "tiny", "splits.csv"]));
        Assert.True(File.Exists(_folder["results", "tiny", "split-2", "report.html"]));
        Assert.Equal(3, JsonDocument.Parse(report.Output).RootElement.GetArrayLength());
        Assert.Equal(3, Directory.GetFiles(_folder["results", "tiny", "split-1", "tensorboard"], "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Run_FoldsAndTheStoreBreaksInTheFirst_KeepsTheOthersInTheTable()
    {
        var suite = File.ReadAllText(_folder["tiny.yaml"]);
        _folder.Write("tiny.yaml", suite.Replace("{ rule: first, fraction: 0.2 }", "{ rule: random, seed: 0, folds: 2 }", StringComparison.Ordinal));
        Run("run", "tiny.yaml", "--techniques", "Deeper head, BN in eval mode");
        var before = File.ReadAllLines(_folder["results", "tiny", "splits.csv"]);
        BlockedStore.RefuseNewEpochs(_folder["results", "store"]);

        var (exitCode, output, error) = Run("run", "tiny.yaml", "--techniques", "BN only", "Deeper head, BN in eval mode");

        Assert.Equal(3, exitCode);
        Assert.DoesNotContain("Split 2 of 2:", output, StringComparison.Ordinal);
        Assert.Contains("error: The store of finished epochs", error, StringComparison.Ordinal);
        Assert.Equal(3, before.Length);
        Assert.Equal(before, File.ReadAllLines(_folder["results", "tiny", "splits.csv"]));
    }

    [Fact]
    public void Run_FoldsOfWhichALaterOneIsInUse_ShowsTheOthersAndLeavesTheTableOfAll()
    {
        var suite = File.ReadAllText(_folder["tiny.yaml"]);
        _folder.Write("tiny.yaml", suite.Replace("{ rule: first, fraction: 0.2 }", "{ rule: random, seed: 0, folds: 2 }", StringComparison.Ordinal));
        Run("run", "tiny.yaml", "--techniques", "Deeper head, BN in eval mode");
        var before = File.ReadAllLines(_folder["results", "tiny", "splits.csv"]);
        using var held = ResultsLock.Take(_folder["results", "tiny", "split-2"], isShared: false);

        var (exitCode, output, error) = Run("run", "tiny.yaml", "--techniques", "BN only", "Deeper head, BN in eval mode");

        Assert.Equal(4, exitCode);
        Assert.Contains("note: splits.md and splits.csv stay as they were", error, StringComparison.Ordinal);
        Assert.Contains("Results: ", output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllLines(_folder["results", "tiny", "splits.csv"]));
    }

    [Fact]
    public void Compare_TwoResultsFolders_PrintsOneTable()
    {
        Run("run", "tiny.yaml", "--techniques", "BN only", "--out", "one");
        Run("run", "tiny.yaml", "--techniques", "Discriminative", "--out", "other");

        var (exitCode, output, error) = Run("compare", "one", "other");
        var missing = Run("compare", "one", "nowhere");
        var alone = Run("compare", "one");
        var asJson = Run("compare", "one", "other", "--json", "--verbose");
        var minutes = Run("compare", "one", "other", "--minutes", "5");
        var several = Run("compare", "one", "other", "--open", "--device", "cpu");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("BN only", output, StringComparison.Ordinal);
        Assert.Matches(@"other +Discriminative", output);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("There is no folder 'nowhere'.", missing.Error, StringComparison.Ordinal);
        Assert.Equal(1, alone.ExitCode);
        Assert.Contains("There is nothing to compare 'one' with.", alone.Error, StringComparison.Ordinal);
        Assert.Equal((0, 1, 1), (asJson.ExitCode, minutes.ExitCode, several.ExitCode));
        Assert.StartsWith("error: --minutes does not apply to several results folders", minutes.Error, StringComparison.Ordinal);
        Assert.StartsWith("error: --open, --device do not apply to several results folders", several.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AsJson_PrintsNothingElseToStandardOutput()
    {
        var (exitCode, output, error) = Run("run", "tiny.yaml", "--techniques", "BN only", "--json");

        Assert.Equal(0, exitCode);
        Assert.Equal("BN only", JsonDocument.Parse(output).RootElement.GetProperty("techniques")[0].GetProperty("technique").GetString());
        Assert.Contains("epoch 1: train loss", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_NothingFinished_SaysSoAndWhatItWrote()
    {
        var (exitCode, output, error) = Run("report", "tiny.yaml");
        var again = Run("report", "tiny.yaml");

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("Results:", output, StringComparison.Ordinal);
        Assert.Contains($"No report was written; what was found about the images is in {Path.Combine("results", "tiny", "manifest.csv")}.", error, StringComparison.Ordinal);
        Assert.Contains("There is nothing to report: no epoch of this suite is finished. No report was written.", again.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["results", "tiny", "comparison.csv"]));
    }

    [Fact]
    public void Run_DryAndTheListOfAnEarlierRunCannotBeRemoved_SaysSoAndHasTheReport()
    {
        Directory.CreateDirectory(_folder["a-dry", "models.json"]);

        var run = Run("run", "tiny.yaml", "--dry", "--out", "a-dry", "--techniques", "bn-only");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("models.json' cannot be removed: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["a-dry", "report.html"]));
    }

    // The device tells where results come from: a machine without a GPU can report what one with it has trained.
    [Fact]
    public void Report_OfAGpu_NeedsNone() => Assert.Contains("There is nothing to report", Run("report", "tiny.yaml", "--device", "cuda:9").Error, StringComparison.Ordinal);

    [Fact]
    public void Run_Grid_TreatsVariantsAsTechniques()
    {
        _folder.Write("techniques/heads.yaml", """
            name: Heads
            head: { pool: avg, layers: [linear] }
            optimizer: adam
            phases:
              - { epochs: 1, batch_norm: eval, train: { head: 1e-3 } }
            grid:
              head.pool: [avg, concat]
            """);

        string[] arguments = ["tiny.yaml", "--also", _folder["techniques", "heads.yaml"], "--techniques", "Heads"];
        var run = Run(["run", .. arguments]);
        var one = Run(["plan", .. arguments[..^1], "Heads [pool=concat]"]);
        var report = Run(["report", .. arguments]);

        Assert.Equal((0, 0, 0), (run.ExitCode, one.ExitCode, report.ExitCode));
        Assert.Contains("1 training has 1 epoch; sharing common beginnings leaves 1. 1 is stored, 0 will run.", one.Output, StringComparison.Ordinal);
        Assert.Contains("Heads [pool=avg]", report.Output, StringComparison.Ordinal);
        Assert.Contains("\nHeads [pool=concat],1,", File.ReadAllText(_folder["results", "tiny", "comparison.csv"]).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    // No improvement exceeds 1000: the patience of one epoch is over after the second.
    [Fact]
    public void Run_EarlyStoppingAndATest_GoesFromThePlanToTheExport()
    {
        _folder.Write("techniques/stops.yaml", """
            name: Stops
            head: { pool: avg, layers: [linear] }
            early_stopping: { patience: 1, min_delta: 1000 }
            keep: best_loss
            phases: [{ epochs: 4, train: { head: 1e-3 } }]
            """);
        _folder.Write("tiny.yaml", File.ReadAllText(_folder["tiny.yaml"]).Replace("fraction: 0.2 }", "fraction: 0.2, test_images_per_class: 2 }", StringComparison.Ordinal));

        var split = Run("data", "split", "tiny.yaml", "--data", "images", "--out", "split.csv");
        var planned = Run("plan", "tiny.yaml", "--techniques", "stops", "--no-estimate");
        var run = Run("run", "tiny.yaml", "--techniques", "stops");
        var left = Run("plan", "tiny.yaml", "--techniques", "stops", "--no-estimate");
        var export = Run("weights", "export", "tiny.yaml", "--technique", "stops", "--epoch", "1", "--to", "first.safetensors");

        Assert.All([split, planned, run, left, export], result => Assert.Equal((0, ""), (result.ExitCode, result.Error)));
        Assert.Contains("30 train, 9 valid, 6 test: split.csv", split.Output, StringComparison.Ordinal);
        Assert.Contains("Early stopping may end trainings sooner: the epochs that will run are an upper limit.", planned.Output, StringComparison.Ordinal);
        Assert.Contains("4 epochs in all, at most 4 to run.", run.Output, StringComparison.Ordinal);
        Assert.Contains("'Stops', seed 0 stops early: after epoch 2 of 4", run.Output, StringComparison.Ordinal);
        Assert.Contains("[2/4]", run.Output, StringComparison.Ordinal);
        Assert.Contains("The test images are opened for 1 trained network.", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 are stored, 0 will run, 2 are not needed after early stops.", left.Output, StringComparison.Ordinal);
        Assert.Contains("After epoch 1: validation loss", export.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_BeforeAndAfterARun_ShowsWhatIsSharedAndStored()
    {
        var before = Run("plan", "tiny.yaml").Output;
        Run("run", "tiny.yaml");
        var after = Run("plan", "tiny.yaml").Output;

        Assert.Matches(@"epoch 1 will run shared \w+ BN only \+ Discriminative", before);
        Assert.Contains("3 trainings have 6 epochs; sharing common beginnings leaves 5. 0 are stored, 5 will run.", before, StringComparison.Ordinal);
        Assert.Contains("5 are stored, 0 will run.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Estimated", after, StringComparison.Ordinal);
    }

    // Where there is a report, libtorch is not loaded ahead.
    [Fact]
    public void Plan_EpochsMissingBesideAReport_EstimatesThemToo()
    {
        Run("run", "tiny.yaml", "--techniques", "bn-only");

        var (exitCode, output, error) = Run("plan", "tiny.yaml");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("Estimated from a few batches:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_EpochsMissing_EstimatesThemAndStoresNone()
    {
        var (exitCode, output, error) = Run("plan", "tiny.yaml");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(@"BN only\W+2\W+\d+ s", output);
        Assert.Matches(@"Estimated from a few batches: \d+ s together, \d+ s without sharing \(\d+ % saved\); about \d+ MiB of memory\.", output);
        Assert.Empty(Directory.GetFiles(_folder["results", "store"], "*", SearchOption.AllDirectories));
        Assert.Equal(["manifest.csv", "manifest.near-copies.csv"], Directory.GetFileSystemEntries(_folder["results", "tiny"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Plan_TechniqueThatFailsWhenTried_NamesItAndWhy()
    {
        _folder.Write("techniques/lost.yaml", """
            name: Lost
            head: { pool: avg, layers: [linear] }
            optimizer: { name: sgd }
            phases:
              - { epochs: 1, train: { body: 1e30, head: 1e30 } }
            """);

        var together = Run("plan", "tiny.yaml");
        var alone = Run("plan", "tiny.yaml", "--techniques", "lost");

        Assert.Equal((0, 0), (together.ExitCode, alone.ExitCode));
        const string failure = @"Failed in the trial \(a few batches from the initial weights\): Lost, seed 0, epoch 1: the .*loss .*became (NaN|infinite)";
        Assert.Matches(failure, together.Output);
        Assert.Contains("Estimated from a few batches", together.Output, StringComparison.Ordinal);
        Assert.Contains("counted as if they had succeeded", together.Output, StringComparison.Ordinal);
        Assert.Matches(failure, alone.Output);
        Assert.Contains("nothing to estimate the time from", alone.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Estimated", alone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_NoEstimate_ShowsThePlanAlone()
    {
        var (exitCode, output, _) = Run("plan", "tiny.yaml", "--no-estimate");

        Assert.Equal(0, exitCode);
        Assert.Contains("0 are stored, 5 will run.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Estimated", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OtherArithmetic_IsSaidInTheReportAndKeptApart()
    {
        Run("run", "tiny.yaml", "--techniques", "deep-eval");
        var planned = Run("plan", "tiny.yaml", "--techniques", "deep-eval", "--precision", "bf16", "--no-fold", "--no-estimate");
        var (exitCode, output, _) = Run("run", "tiny.yaml", "--techniques", "deep-eval", "--precision", "bf16", "--no-fold");

        Assert.Equal(0, exitCode);
        Assert.Contains("0 are stored, 2 will run.", planned.Output, StringComparison.Ordinal);
        Assert.Contains("2 to run", output, StringComparison.Ordinal);
        Assert.Contains("cpu, bfloat16, batch norm not folded", File.ReadAllText(_folder["results", "tiny", "comparison.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutWinograd_IsKeptApartAndSaidInTheResults()
    {
        Run("run", "tiny.yaml", "--techniques", "deep-eval");
        var with = File.ReadAllText(_folder["results", "tiny", "run.json"]);
        var (exitCode, output, _) = Run("run", "tiny.yaml", "--techniques", "deep-eval", "--no-winograd");

        Assert.Equal(0, exitCode);
        Assert.Contains("2 to run", output, StringComparison.Ordinal);
        Assert.Contains($"\"uses_winograd\": {(VectorSupport.HasAny ? "true" : "false")}", with, StringComparison.Ordinal);
        Assert.Contains("\"uses_winograd\": false", File.ReadAllText(_folder["results", "tiny", "run.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bf61", "Unknown precision 'bf61'. Did you mean 'bf16'?")]
    [InlineData("double", "Unknown precision 'double'.")]
    public void Run_UnknownPrecision_NamesTheKnownOnesAndTrainsNothing(string precision, string expected)
    {
        var (exitCode, output, error) = Run("run", "tiny.yaml", "--precision", precision);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("Known: fp32, bf16.", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["results"]));
    }

    [Fact]
    public void Plan_AfterAFailure_CountsFailedEpochsAndWhatWouldFollowApart()
    {
        _folder.Write("techniques/lost.yaml", """
            name: Lost
            head: { pool: avg, layers: [linear] }
            optimizer: { name: sgd }
            phases:
              - { epochs: 3, train: { body: 1e30, head: 1e30 } }
            """);

        var run = Run("run", "tiny.yaml", "--techniques", "lost");
        var plan = Run("plan", "tiny.yaml", "--techniques", "lost");
        var report = Run("report", "tiny.yaml", "--techniques", "lost");

        Assert.Equal((2, 0, 2), (run.ExitCode, plan.ExitCode, report.ExitCode));
        Assert.Contains("tiny: 1 technique, 1 seed, 3 epochs in all, 3 to run.", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 training has 3 epochs; sharing common beginnings leaves 3. 0 are stored, 0 will run, 1 failed, 2 cannot run after a failed one.", plan.Output, StringComparison.Ordinal);
        Assert.Matches("epochs 2–3 cannot run", plan.Output);
        Assert.DoesNotContain("Estimated", plan.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mine.pth", "does not end in .safetensors")]
    [InlineData("./MINE.safetensors", "is the file to convert")]
    public void WeightsConvert_TargetThatWouldBeALoss_IsRefused(string target, string expected)
    {
        _folder.Write("mine.safetensors", "weights");

        var (exitCode, _, error) = Run("weights", "convert", "mine.safetensors", target);

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal("weights", File.ReadAllText(_folder["mine.safetensors"]));
    }

    [SkippableTheory]
    [InlineData("link.safetensors", "mine.safetensors")]
    [InlineData("mine.safetensors", "link.safetensors")]
    public void WeightsConvert_TargetThatALinkMakesTheSourceToo_IsRefused(string source, string target)
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a right there that users seldom have.");
        _folder.Write("mine.safetensors", "weights");
        File.CreateSymbolicLink(_folder["link.safetensors"], "mine.safetensors");

        var (exitCode, _, error) = Run("weights", "convert", source, target, "--force");

        Assert.Equal(1, exitCode);
        Assert.Contains("is the file to convert", error, StringComparison.Ordinal);
        Assert.Equal("weights", File.ReadAllText(_folder["mine.safetensors"]));
    }

    [Fact]
    public void Report_AfterARun_MakesTheSameFilesAgain()
    {
        Run("run", "tiny.yaml");
        var table = File.ReadAllBytes(_folder["results", "tiny", "epochs.csv"]);
        File.Delete(_folder["results", "tiny", "epochs.csv"]);

        Assert.Equal(0, Run("report", "tiny.yaml").ExitCode);

        Assert.Equal(table, File.ReadAllBytes(_folder["results", "tiny", "epochs.csv"]));
    }

    [Fact]
    public void Validate_GoodSuite_PrintsWhatEverySelectorMatches()
    {
        var (exitCode, output, _) = Run("validate", "tiny.yaml");

        Assert.Equal(0, exitCode);
        Assert.Contains("body.batchnorm: rate 0.001, 40 tensors with 4,800 parameters", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_TechniqueFolderAndPattern_ChecksEachFileAsWhatItIs()
    {
        _folder.Write("mine/good.yaml", "name: Good\nhead: { pool: avg, layers: [linear] }\nphases:\n  - { epochs: 1, train: { head: 1e-3 } }\n");

        var one = Run("validate", "mine/good.yaml");
        var folder = Run("validate", "mine");
        var pattern = Run("validate", "mine/g*.yaml", "--backbone", "vgg16");
        var added = Run("validate", "tiny.yaml", "--also", "mine/good.yaml");
        _folder.Write("mine/wrong.yaml", "name: Wrong\nhead: { pool: avg, layers: [linear] }\noptimiser: adam\nphases:\n  - { epochs: 1, train: { body.layer9: 1e-3 } }\n");
        var wrong = Run("validate", "mine");

        Assert.All([one, folder, pattern, added], run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Contains("'Good', checked with resnet18", one.Output, StringComparison.Ordinal);
        Assert.Contains("'Good', checked with vgg16", pattern.Output, StringComparison.Ordinal);
        Assert.Contains("  Good", added.Output, StringComparison.Ordinal);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("wrong.yaml:3:1: error: unknown key 'optimiser' in the technique. Did you mean 'optimizer'?", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("wrong.yaml:5:27: error:", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("'Good'", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WrongTechnique_PointsAtItAndExitsWithOne()
    {
        _folder.Write("techniques/wrong.yaml", "name: Wrong\nhead: { pool: average, layers: [linear] }\nphases:\n  - { epochs: 0, train: { head: 1e-3 } }\n");

        var (exitCode, _, error) = Run("validate", "tiny.yaml");

        Assert.Equal(1, exitCode);
        Assert.Contains("techniques/wrong.yaml:2:15: error:", error.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Contains("wrong.yaml:4:15: error:", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_ExportAndEvaluate_GiveAFileThatIsAsGoodAsTheRun()
    {
        Run("run", "tiny.yaml", "--techniques", "bn-only");
        using var other = ResultsLock.Take(_folder["results", "tiny"]);

        var exported = Run("weights", "export", "tiny.yaml", "--technique", "bn-only", "--seed", "0", "--half", "--to", "mine.safetensors");
        var again = Run("weights", "export", "tiny.yaml", "--technique", "bn-only", "--seed", "0", "--to", "mine.safetensors");
        var shown = Run("weights", "show", "mine.safetensors");
        // While another run writes the folder. In one that has the report libtorch is not loaded ahead.
        var evaluated = Run("weights", "evaluate", "tiny.yaml", "--weights", "mine.safetensors");

        Assert.Equal((0, 0, 0), (exported.ExitCode, shown.ExitCode, evaluated.ExitCode));
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("'mine.safetensors' already exists.", again.Error, StringComparison.Ordinal);
        Assert.Contains("fc.weight  [3, 256]  Float16", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Fits: resnet18_half.", shown.Output, StringComparison.Ordinal);
        Assert.Matches(@"9 validation images: accuracy \d\.\d{4}, loss", evaluated.Output);
        Assert.Contains("The classes are matched by the names that the weights hold.", evaluated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsShowAndConvert_OneOfTwoWeights_SayWhereTheyLieAndWhatIsWrongWithThem()
    {
        var file = RepositoryFolder.Path("tests", "Harness.Tests", "Models", "Fixtures", "with_extras.pth");

        var shown = Run("weights", "show", $"{file}#optimizer");
        var converted = Run("weights", "convert", file, "inner.safetensors");
        var nowhere = Run("weights", "show", $"{file}#net2");

        Assert.Equal((0, 0, 1), (shown.ExitCode, converted.ExitCode, nowhere.ExitCode));
        Assert.Contains("mean  [2]  Float32", shown.Output, StringComparison.Ordinal);
        Assert.Contains("2 tensors written to inner.safetensors.", converted.Output, StringComparison.Ordinal);
        Assert.Contains("there are no weights under 'net2'", nowhere.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weights", "export", "tiny.yaml", "--to", "mine.safetensors")]
    [InlineData("weights", "export", "tiny.yaml", "--technique", "bn-only", "--to", "mine.safetensors")]
    [InlineData("weights", "evaluate", "tiny.yaml")]
    [InlineData("run", "tiny.yaml", "--cache", "0")]
    [InlineData("run", "missing.yaml")]
    [InlineData("run", "tiny.yaml", "--data", "nowhere")]
    [InlineData("run", "tiny.yaml", "--weights", "nothing.pth")]
    [InlineData("run", "tiny.yaml", "--weights", "tiny.yaml")]
    [InlineData("run", "tiny.yaml", "--device", "gpu")]
    [InlineData("run", "tiny.yaml", "--techniques", "Unknown")]
    [InlineData("run", "tiny.yaml", "--workers", "0")]
    [InlineData("run", "tiny.yaml", "--seeds", "one")]
    [InlineData("validate", "missing.yaml")]
    [InlineData("weights", "show", "missing.pth")]
    [InlineData("data", "split", "tiny.yaml", "--data", "nowhere")]
    [InlineData("fly")]
    public void AnyCommand_BadInput_SaysSoWithoutAStackTraceAndExitsWithOne(params string[] arguments)
    {
        var (exitCode, _, error) = Run(arguments);

        Assert.Equal(1, exitCode);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--out")]
    [InlineData("--store")]
    public void Run_FolderThatIsAFile_SaysSoAndExitsWithOne(string option)
    {
        var (exitCode, _, error) = Run("run", "tiny.yaml", option, "tiny.yaml");

        Assert.Equal(1, exitCode);
        Assert.Contains("is a file", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnreadableImages_NamesAllAndGoesOnWhenToldTo()
    {
        File.WriteAllText(_folder["images", "dots", "03.jpg"], "not an image");
        File.WriteAllBytes(_folder["images", "checks", "09.jpg"], []);

        var refused = Run("run", "tiny.yaml");
        var skipped = Run("run", "tiny.yaml", "--skip-unreadable");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("dots/03.jpg", refused.Error, StringComparison.Ordinal);
        Assert.Contains("checks/09.jpg", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (skipped.ExitCode, skipped.Error));
        Assert.Contains("2 images", skipped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StoreBecomesUnwritable_ReportsWhatIsFinishedAndExitsWithThree()
    {
        Run("run", "tiny.yaml", "--techniques", "bn-only");
        // A file where an epoch's folder should be refuses it, whoever runs the test.
        foreach (var folder in Enumerable.Range(0, 256).Select(first => _folder["results", "store", first.ToString("x2", null)]))
            if (!Directory.Exists(folder)) File.WriteAllText(folder, "");

        var (exitCode, output, error) = Run("run", "tiny.yaml");

        Assert.Equal(3, exitCode);
        Assert.Contains("finished epochs are kept", error, StringComparison.Ordinal);
        Assert.Contains("BN only", output, StringComparison.Ordinal);
        Assert.Contains("Discriminative", File.ReadAllText(_folder["results", "tiny", "comparison.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FailsBeforeAnyEpochIsFinished_LeavesTheEarlierReport()
    {
        Run("run", "tiny.yaml", "--techniques", "bn-only");
        var table = File.ReadAllBytes(_folder["results", "tiny", "comparison.csv"]);
        Directory.CreateDirectory(_folder["other"]);
        foreach (var first in Enumerable.Range(0, 256)) File.WriteAllText(_folder["other", first.ToString("x2", null)], "");

        var (exitCode, _, error) = Run("run", "tiny.yaml", "--store", "other");

        Assert.Equal(3, exitCode);
        Assert.Contains("No report was written", error, StringComparison.Ordinal);
        Assert.Equal(table, File.ReadAllBytes(_folder["results", "tiny", "comparison.csv"]));
    }

    [Fact]
    public void Run_NewTechniqueFile_GetsItsRowAndTrainsNothingElse()
    {
        Run("run", "tiny.yaml");
        _folder.Write("techniques/mine.yaml", """
            name: Mine
            head: { pool: avg, layers: [linear] }
            phases:
              - { epochs: 1, train: { body.layer4: 1e-4, head: 1e-3 } }
            """);

        var output = Run("run", "tiny.yaml").Output;

        Assert.Contains("1 to run", output, StringComparison.Ordinal);
        Assert.Contains("Mine", File.ReadAllText(_folder["results", "tiny", "comparison.csv"]), StringComparison.Ordinal);
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) => HarnessProcess.Run(_folder.Path, arguments);
}
