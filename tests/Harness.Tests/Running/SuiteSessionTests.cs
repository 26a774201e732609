using System.Globalization;
using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Vectors;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Reporting;
using Harness.Running;
using Harness.Running.Collecting;
using Harness.Running.Folders;
using Harness.Running.Opening;
using Harness.Running.Weights;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using Harness.Training;
using Harness.Training.State;
using static Harness.Tests.Running.SuiteRuns;

namespace Harness.Tests.Running;

[Collection(TorchCollection.Name)]
public sealed class SuiteSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public SuiteSessionTests() => _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_TinySuite_GivesEveryTechniqueItsEpochsAndPredictions()
    {
        var result = Run(Options("a"));

        Assert.Equal(["BN only", "Deeper head, BN in eval mode", "Discriminative"], result.Techniques.Select(technique => technique.Technique.Name));
        Assert.All(result.Techniques, technique =>
        {
            var run = Assert.Single(technique.Runs);
            Assert.True(run.IsComplete);
            Assert.Equal([0, 1], run.Epochs.Select(epoch => epoch.Epoch));
            Assert.Equal(9, run.ValidPredictions.Count);
            Assert.All(run.Epochs, epoch => Assert.InRange(epoch.TrainLoss, 0.1, 10));
        });
        Assert.Equal(36, result.TrainImageCount);
    }

    [Fact]
    public void Run_TwiceWithSeparateStores_GivesTheSameBits() => AssertEqual(Run(Options("a")), Run(Options("b")));

    [Fact]
    public void Run_OtherNumberOfWorkers_GivesTheSameBits() =>
        AssertEqual(Run(Options("a") with { Workers = 1 }), Run(Options("b") with { Workers = 5 }));

    [Fact]
    public void Run_WithoutSharing_GivesTheSameBits()
    {
        var shared = new RecordingObserver();
        var alone = new RecordingObserver();

        AssertEqual(Run(Options("a"), shared), Run(Options("b") with { Share = false }, alone));

        Assert.Equal(5, shared.Finished.Count);
        Assert.Equal(6, alone.Finished.Count);
    }

    [Theory]
    [InlineData(false, Precision.Float32, true, 1e-3)]
    [InlineData(true, Precision.BFloat16, true, 0.1)]
    [InlineData(true, Precision.Float32, false, 1e-3)]
    public void Run_OtherArithmetic_IsNearAndHasEpochsOfItsOwn(bool folds, Precision precision, bool allowsWinograd, double tolerance)
    {
        var expected = Run(Options("a"));
        var observer = new RecordingObserver();

        var result = Run(Options("a") with { Compute = new(folds, precision, allowsWinograd) }, observer);

        Assert.Equal(5, observer.Finished.Count);
        if (allowsWinograd || VectorSupport.HasAny) Assert.NotEqual(expected.Techniques.Select(Text), result.Techniques.Select(Text));
        foreach (var (a, b) in expected.Techniques.Zip(result.Techniques))
        {
            foreach (var (before, after) in a.Runs[0].Epochs.Zip(b.Runs[0].Epochs))
            {
                Assert.InRange(after.TrainLoss, before.TrainLoss - tolerance, before.TrainLoss + tolerance);
                Assert.InRange(after.ValidLoss, before.ValidLoss - tolerance, before.ValidLoss + tolerance);
            }
        }
    }

    [Fact]
    public void Run_WithoutStore_GivesTheSameBits() =>
        AssertEqual(Run(Options("a")), Run(Options("b") with { UseStore = false }));

    [Fact]
    public void Run_OfOneTechniqueAlone_GivesTheSameBitsAsInTheSuite()
    {
        var suite = Run(Options("a"));
        var alone = Run(Options("b") with { Techniques = ["Discriminative"] });

        Assert.Equal(Text(suite.Techniques[2]), Text(Assert.Single(alone.Techniques)));
    }

    [Fact]
    public void Run_Again_TrainsNothing()
    {
        Run(Options("a"));
        var observer = new RecordingObserver();

        Run(Options("a"), observer);

        Assert.Empty(observer.Finished);
    }

    [Fact]
    public void Run_StoppedAfterEveryEpoch_EndsWithTheSameBits()
    {
        RecordingObserver observer;
        do
        {
            observer = new RecordingObserver { StopAfter = 1 };
            Run(Options("a"), observer);
        }
        while (observer.Finished.Count > 0);

        AssertEqual(Run(Options("b")), Run(Options("a")));
    }

    [Fact]
    public void Run_OneTechniqueChanged_TrainsOnlyItsEpochs()
    {
        Run(Options("a"));
        _folder.Write("techniques/discriminative.yaml", TinySuite.Techniques["discriminative.yaml"].Replace("5e-4", "4e-4", StringComparison.Ordinal));
        var observer = new RecordingObserver();

        Run(Options("a"), observer);

        Assert.Equal(["Discriminative"], Assert.Single(observer.Finished).Techniques);
    }

    [Theory]
    [InlineData("epoch.json", 0)]
    [InlineData("state.safetensors", 0)]
    [InlineData("predictions.safetensors", 1)]
    public void Run_StoredFileDamaged_TrainsThatEpochAgain(string name, int epoch)
    {
        var before = Run(Options("a"));
        foreach (var path in Directory.GetFiles(_folder["a-store"], name, SearchOption.AllDirectories)) FlipByte(path);
        // Nothing starts from the state of a last epoch, so only a new technique asks for the shared one.
        _folder.Write("techniques/third.yaml", TinySuite.Techniques["discriminative.yaml"].Replace("Discriminative", "Z", StringComparison.Ordinal).Replace("5e-4", "4e-4", StringComparison.Ordinal));
        var observer = new RecordingObserver();

        var after = Run(Options("a"), observer);

        Assert.Contains(observer.Finished, node => node.Epoch == epoch);
        foreach (var (a, b) in before.Techniques.Zip(after.Techniques)) Assert.Equal(Text(a), Text(b));
    }

    // Nobody reads what the others predicted, which would take time and memory for each of them.
    [Fact]
    public void Run_PredictionsOfEpochsThatAreNotKeptAreDamaged_LeavesThem()
    {
        var before = Run(Options("a"));
        foreach (var path in PredictionsOf(epoch: 0)) FlipByte(path);
        var observer = new RecordingObserver();

        var after = Run(Options("a"), observer);

        Assert.Empty(observer.Finished);
        AssertEqual(before, after);
    }

    [Fact]
    public void Collect_PredictionsOfAKeptEpochAreDamaged_IsNotFinished()
    {
        Run(Options("a"));
        foreach (var path in PredictionsOf(epoch: 1)) FlipByte(path);

        using var session = SuiteOpener.Open(Options("a"), new RecordingObserver(), null);
        var runs = session.Collect().Techniques.Select(technique => Assert.Single(technique.Runs)).ToList();

        Assert.All(runs, run => Assert.Equal((false, 1, 0), (run.IsComplete, run.Epochs.Count, run.ValidPredictions.Count)));
    }

    [Fact]
    public void Run_LossBecomesNaN_KeepsTheRowAsFailedAndTheOthersGoOn()
    {
        _folder.Write("techniques/explodes.yaml", """
            name: Explodes
            head: { pool: avg, layers: [linear] }
            optimizer: { name: sgd }
            phases:
              - { epochs: 2, train: { body: 1e20, head: 1e20 } }
            """);
        var result = Run(Options("a"));

        var failed = Assert.Single(result.Techniques, technique => technique.Technique.Name == "Explodes");
        Assert.Matches("loss .*epoch [12][, ].*became (NaN|infinite)", Assert.Single(failed.Runs).FailureReason);
        Assert.All(result.Techniques.Where(technique => technique != failed), technique => Assert.True(technique.Runs[0].IsComplete));

        var observer = new RecordingObserver();
        Run(Options("a"), observer);
        Assert.Empty(observer.Failed);
    }

    [Fact]
    public void Run_LibtorchRefusesAnOperation_FailsThatTrainingOnly()
    {
        using var session = SuiteOpener.Open(Options("a"), new RecordingObserver(), null);
        // A head for features of another width than those of the backbone.
        var models = new ModelSource(session.Backbone with { Features = 7 }, null, session.Manifest.Classes.Count);
        using var trainer = new Trainer(models, session.OpenImages(), session.Device, ComputeSettings.Default);
        using var start = TrainingState.Initial();

        var sharedEpoch = new SharedEpochTask([session.Plan.Nodes[0].Task], session.Plan.Nodes[0].Backbone.Trains, string.Empty, IsValidatedAgain: false);
        var error = Assert.Single(trainer.Run(sharedEpoch, [start], null, CancellationToken.None)).Failure!;

        Assert.False(error.IsReproducible);
        Assert.Matches("^libtorch: .*cannot be multiplied", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Run_ScheduleOfFactorOne_GivesTheBitsOfNone()
    {
        Write("cosine", "schedule: { cosine: { end_factor: 1 } }, ");
        Write("plain", "");

        var result = Run(Options("a") with { Techniques = ["cosine", "plain"] });

        Assert.Equal(Text(result.Techniques[0]), Text(result.Techniques[1]));
    }

    [Fact]
    public void Run_Schedule_ChangesTheResultAndGoesOnWithTheSameBits()
    {
        Write("cycle", "schedule: one_cycle, ");
        Write("plain", "");
        RecordingObserver observer;
        do
        {
            observer = new RecordingObserver { StopAfter = 1 };
            Run(Options("a") with { Techniques = ["cycle", "plain"] }, observer);
        }
        while (observer.Finished.Count > 0);

        var stopped = Run(Options("a") with { Techniques = ["cycle", "plain"] });
        var whole = Run(Options("b") with { Techniques = ["cycle", "plain"] });

        AssertEqual(whole, stopped);
        Assert.NotEqual(Text(whole.Techniques[0]), Text(whole.Techniques[1]));
    }

    [Fact]
    public void Run_LabelSmoothing_LearnsLessAndReportsPlainLosses()
    {
        Write("plain", "");
        Write("smooth", "", "loss: { name: cross_entropy, label_smoothing: 0.9 }\n");

        var result = Run(Options("a") with { Techniques = ["plain", "smooth"] });

        var (plain, smooth) = (result.Techniques[0].Runs[0].Epochs[1], result.Techniques[1].Runs[0].Epochs[1]);
        Assert.True(smooth.TrainLoss > plain.TrainLoss, $"{smooth.TrainLoss} against {plain.TrainLoss}");
    }

    [Fact]
    public void Run_RandomBackbone_IsTheRunWithoutWeights()
    {
        Write("plain", "");
        Write("scratch", "", "body: random\n");
        var weights = ExportFrom("plain");

        var without = Run(Options("b") with { Techniques = ["plain"] });
        var with = Run(Options("c") with { Techniques = ["plain", "scratch"], Weights = weights });

        Assert.Equal(Text(without.Techniques[0]), Text(with.Techniques[1]));
        Assert.NotEqual(Text(with.Techniques[0]), Text(with.Techniques[1]));
    }

    [Fact]
    public void Export_FinishedTraining_EvaluatesToItsAccuracyAndLoss()
    {
        Write("plain", "");
        var weights = ExportFrom("plain");
        var trained = Run(Options("a") with { Techniques = ["plain"] }).Techniques[0].Runs[0].Epochs[^1];

        using var session = SuiteOpener.Open(Options("b") with { Weights = weights }, new RecordingObserver(), null);
        var (loss, accuracy) = WeightEvaluation.Run(session, CancellationToken.None);

        Assert.Equal((trained.ValidLoss, trained.ValidAccuracy), (loss, accuracy));
    }

    [Fact]
    public void Run_WeightsUnderAPrefix_IsTheRunWithoutItAndSaysSo()
    {
        Write("plain", "");
        var weights = ExportFrom("plain");
        var prefixed = Rewrite(weights, "prefixed", tensor => [tensor.Rename($"model.module.{tensor.Name}")]);
        var observer = new RecordingObserver();

        var without = Run(Options("b") with { Techniques = ["plain"], Weights = weights });
        var with = Run(Options("c") with { Techniques = ["plain"], Weights = prefixed }, observer);

        Assert.Equal(Text(without.Techniques[0]), Text(with.Techniques[0]));
        Assert.Contains("The weights are taken from 'model.module' of the file.", observer.Notes);
        Assert.Equal((null, "model.module"), (without.Information.WeightsPlace, with.Information.WeightsPlace));
        Assert.Equal(Path.GetFileName(prefixed), with.Information.Weights);
    }

    [Fact]
    public void Open_OneOfSeveralWeightsOfAFile_HasEpochsOfItsOwn()
    {
        Write("plain", "");
        var weights = ExportFrom("plain");
        var both = Rewrite(weights, "both", tensor => [tensor.Rename($"model.{tensor.Name}"), Doubled(tensor).Rename($"ema.{tensor.Name}")]);
        var one = Rewrite(weights, "one", tensor => [tensor.Rename($"model.{tensor.Name}")]);

        Assert.NotEqual(KeyWith($"{both}#model"), KeyWith($"{both}#ema"));
        Assert.Equal(KeyWith(one), KeyWith($"{one}#model"));
        Assert.Contains("Choose with both.safetensors#", Assert.Throws<HarnessException>(() => KeyWith(both)).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WeightsWithNaN_AreRefused()
    {
        Write("plain", "");
        var broken = Rewrite(ExportFrom("plain"), "broken", tensor => [tensor.Name == "bn1.running_var" ? WeightValues.Float32(tensor.Name, [32], [.. Enumerable.Repeat(float.NaN, 32)]) : tensor]);
        var error = Assert.Throws<HarnessException>(() => KeyWith(broken));
        Assert.Equal($"{broken}: these weights hold 32 values that are not finite numbers, first in bn1.running_var (1 tensor).", error.Message);
    }

    [Fact]
    public void Evaluate_ClassesInAnotherOrder_AreMatchedByName()
    {
        Write("plain", "");
        var (weights, names) = (ExportFrom("plain"), (string[])["checks", "dots", "stripes"]);
        var turned = Rewrite(weights, "turned", tensor => [tensor.Name.StartsWith("fc.", StringComparison.Ordinal) ? ClassNames.Reorder(tensor, [2, 0, 1]) : tensor], ["stripes", "checks", "dots"]);

        var (expected, assumed) = Evaluate(weights);

        Assert.Equal((expected, "The classes are matched by the names that the weights hold."), Evaluate(turned));
        Assert.Equal("The weights do not name their classes; their order is assumed to be checks, dots, stripes.", assumed);
        Assert.NotEqual(expected, Evaluate(Rewrite(turned, "unnamed", tensor => [tensor])).Result);
        Assert.Equal(names, ClassNames.Read(Exported("plain").Metadata));
    }

    [Fact]
    public void Evaluate_RenamedClass_IsRefusedWithBothNames()
    {
        Write("plain", "");
        var weights = Rewrite(ExportFrom("plain"), "named", tensor => [tensor], ["checks", "dots", "stripes"]);
        Directory.Move(_folder["images", "checks"], _folder["images", "zigzag"]);

        var error = Assert.Throws<HarnessException>(() => Evaluate(weights));

        Assert.Contains("the classifier does not know 'zigzag'; the images have none of 'checks'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_HeadThatIsNoSingleLayer_IsLeftOut()
    {
        Run(Options("a"));
        using var session = SuiteOpener.Open(Options("a") with { Techniques = ["deep-eval"] }, new RecordingObserver(), null);

        var exported = WeightExport.Collect(session);

        Assert.False(exported.HasClassifier);
        Assert.Single(FitFinder.Find(new("exported", [new StateDict(StateDict.Top, exported.Tensors.ToDictionary(tensor => tensor.Name))]), session.Backbone));
        Assert.DoesNotContain(exported.Tensors, tensor => tensor.Name.StartsWith("fc.", StringComparison.Ordinal));
    }

    [Fact]
    public void Export_ComputedClassifier_EvaluatesToItsAccuracy()
    {
        _folder.Write("techniques/prototype.yaml", "name: prototype\nhead: { pool: avg, layers: [linear] }\nphases: [{ epochs: 1, objective: prototype }]\n");
        var weights = ExportFrom("prototype");

        Assert.Equal(Run(Options("a") with { Techniques = ["prototype"] }).Techniques[0].Runs[0].Epochs[0].ValidAccuracy, Evaluate(weights).Result.Accuracy);
    }

    [Fact]
    public void Export_NotRunOrSeveral_SaysWhatToDo()
    {
        using var one = SuiteOpener.Open(Options("a") with { Techniques = ["deep-eval"] }, new RecordingObserver(), null);
        using var all = SuiteOpener.Open(Options("b"), new RecordingObserver(), null);

        Assert.Contains("is not finished", Assert.ThrowsAny<HarnessException>(() => WeightExport.Collect(one)).Message, StringComparison.Ordinal);
        Assert.Contains("'BN only'", Assert.ThrowsAny<HarnessException>(() => WeightExport.Collect(all)).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ResultsFolderInUse_SaysSo()
    {
        using var other = ResultsLock.Take(_folder["a"]);

        var error = Assert.ThrowsAny<HarnessException>(() => Run(Options("a")));

        Assert.Contains("Another run is writing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ImageChangedSinceTheManifest_NamesIt()
    {
        Run(Options("a"));
        File.Copy(_folder["images", "dots", "01.jpg"], _folder["images", "checks", "07.jpg"], overwrite: true);

        var error = Assert.ThrowsAny<HarnessException>(() => Run(Options("a")));

        Assert.Contains("checks/07.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Dry_RunsEverythingOnTwoBatches()
    {
        var result = Run(Options("a") with { Dry = true });

        Assert.All(result.Techniques, technique => Assert.Equal(2, technique.Runs[0].Epochs.Count));
        Assert.Equal(2, result.DryBatches);
        Assert.Equal(16, result.TrainImageCount);
        Assert.Equal(result.ValidImages.Count, result.Techniques[0].Runs[0].ValidPredictions.Count);
    }

    [Fact]
    public void Open_DryWithAFolder_WritesBesideIt()
    {
        using var dry = SuiteOpener.Open(Options("a") with { Dry = true }, new RecordingObserver(), null);
        using var named = SuiteOpener.Open(Options("b-dry") with { Dry = true }, new RecordingObserver(), null);

        Assert.Equal(_folder["a-dry"], dry.OutputFolder);
        Assert.Equal(_folder["b-dry"], named.OutputFolder);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Run_LastBatchOfOneImage_IsNotedInAFullRunOnly(bool dry, int notes)
    {
        File.WriteAllText(_suite, File.ReadAllText(_suite).Replace("batch_size: 8", "batch_size: 7", StringComparison.Ordinal));
        var observer = new RecordingObserver();

        Run(Options("a") with { Dry = dry, Techniques = ["deep-eval"] }, observer);

        Assert.Equal(notes, observer.Notes.Count(note => note.Contains("leaves one image out", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_ReportWrittenFromTheStore_HasTheSameBytesButForSeconds()
    {
        ReportWriter.Write(Run(Options("a")), _folder["report-a"]);
        ReportWriter.Write(Run(Options("b")), _folder["report-b"]);

        Assert.Equal(File.ReadAllBytes(_folder["report-a", "predictions.csv"]), File.ReadAllBytes(_folder["report-b", "predictions.csv"]));
        Assert.Equal(WithoutSeconds(_folder["report-a", "epochs.csv"]), WithoutSeconds(_folder["report-b", "epochs.csv"]));
    }

    // A technique of two epochs that trains everything.
    private void Write(string name, string phase, string technique = "") => _folder.Write($"techniques/{name}.yaml", $$"""
        name: {{name}}
        {{technique}}head: { pool: avg, layers: [linear] }
        phases:
          - { epochs: 2, {{phase}}train: { body: 1e-3, head: 1e-3 } }
        """);

    private string ExportFrom(string technique)
    {
        Run(Options("a") with { Techniques = [technique] });
        var path = _folder["trained.safetensors"];
        SafetensorsWriter.Write(path, Exported(technique).Tensors);
        return path;
    }

    private ExportedWeights Exported(string technique)
    {
        using var session = SuiteOpener.Open(Options("a") with { Techniques = [technique] }, new RecordingObserver(), null);
        return WeightExport.Collect(session);
    }

    private string Rewrite(string weights, string name, Func<WeightTensor, WeightTensor[]> change, string[]? classes = null)
    {
        var path = _folder[$"{name}.safetensors"];
        var metadata = classes is null ? null : new Dictionary<string, string> { [ClassNames.MetadataKey] = ClassNames.Write(classes) };
        SafetensorsWriter.Write(path, WeightFile.Read(weights).Values.SelectMany(change), metadata);
        return path;
    }

    private static WeightTensor Doubled(WeightTensor tensor) => tensor.Type == WeightType.Float32
        ? WeightValues.Float32(tensor.Name, [.. tensor.Shape], [.. WeightValues.Of(tensor).Select(value => (float)value * 2)])
        : tensor;

    private string KeyWith(string weights)
    {
        using var session = SuiteOpener.Open(Options("keys") with { Techniques = ["plain"], Weights = weights }, new RecordingObserver(), null);
        return session.Plan.Nodes[0].Key;
    }

    private ((double Loss, double Accuracy) Result, string Order) Evaluate(string weights)
    {
        using var session = SuiteOpener.Open(Options("evaluated") with { Weights = weights }, new RecordingObserver(), null);
        return (WeightEvaluation.Run(session, CancellationToken.None), WeightEvaluation.ClassOrder(session));
    }

    private RunOptions Options(string name) => new()
    {
        SuitePath = _suite,
        OutputFolder = _folder[name],
        StoreFolder = _folder[name + "-store"],
        Device = "cpu",
    };

    private static void AssertEqual(SuiteResult a, SuiteResult b) => Assert.Equal(a.Techniques.Select(Text), b.Techniques.Select(Text));

    // Everything but the seconds, exactly.
    private static string Text(TechniqueResult technique) => string.Join('\n', technique.Runs.Select(run =>
        string.Join(';', run.Epochs.Select(epoch => string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch.Epoch} {epoch.TrainLoss:R} {epoch.ValidLoss:R} {epoch.TrainAccuracy:R} {epoch.ValidAccuracy:R}")))
        + "|" + string.Join(';', run.ValidPredictions.Select(prediction => string.Create(
            CultureInfo.InvariantCulture, $"{prediction.ClassIndex} {prediction.Probability:R}")))));

    private static string[] WithoutSeconds(string path) =>
        File.ReadAllLines(path).Select(line => line[..line.LastIndexOf(',')]).ToArray();

    private IEnumerable<string> PredictionsOf(int epoch)
    {
        using var session = SuiteOpener.Open(Options("a"), new RecordingObserver(), null);
        return [.. session.Plan.Nodes.Where(node => node.Epoch == epoch).Select(node => _folder["a-store", node.Key[..2], node.Key, "predictions.safetensors"])];
    }

    private static void FlipByte(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^2] ^= 0x10;
        File.WriteAllBytes(path, bytes);
    }
}
