using System.Globalization;
using Harness.Running;
using Harness.Running.Collecting;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;

namespace Harness.Tests.Running.Epochs;

/// <summary>Techniques that differ only in their heads go through one backbone together, and nothing of their results shows it.</summary>
[Collection(TorchCollection.Name)]
public sealed class SharedEpochRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public SharedEpochRunTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg, "[0, 1]");
        foreach (var path in Directory.GetFiles(_folder["techniques"])) File.Delete(path);
        Write("linear", "train", "[linear]", "1e-3");
        Write("dropout", "train", "[{ dropout: 0.5 }, linear]", "1e-3");
        Write("deep", "train", "[{ linear: 8 }, batchnorm, relu, { dropout: 0.3 }, linear]", "2e-3");
        Write("linear-eval", "eval", "[linear]", "1e-3");
        Write("dropout-eval", "eval", "[{ dropout: 0.5 }, linear]", "1e-3");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_HeadsOnFrozenBackbones_ShareTheSharedEpochsOfTheirBatchNormMode()
    {
        var observer = new RecordingObserver();

        Run("a", observer);

        // Two epochs and two seeds of each mode.
        Assert.Equal(8, observer.SharedEpochs.Count);
        Assert.All(observer.SharedEpochs, sharedEpoch => Assert.Equal(sharedEpoch.Nodes[0].Task.Phase.BatchNorm == Harness.Models.BatchNormMode.Eval ? 2 : 3, sharedEpoch.Nodes.Count));
    }

    [Fact]
    public void Run_WithSharedEpochs_GivesTheBitsOfEveryTechniqueOnItsOwn()
    {
        var alone = new RecordingObserver();

        Assert.Equal(Text(Run("a")), Text(Run("b", alone, options => options with { Share = false })));

        Assert.All(alone.SharedEpochs, sharedEpoch => Assert.False(sharedEpoch.IsShared));
        foreach (var name in (string[])["deep", "dropout-eval"])
            Assert.Equal(Text(Run("a"), name), Text(Run("c", null, options => options with { Techniques = [name] }), name));
    }

    [Fact]
    public void Run_OneOfTheSharedEpochsEpochsIsStored_TrainsTheOthersToTheSameBits()
    {
        Run("a", null, options => options with { Techniques = ["dropout"] });
        var observer = new RecordingObserver();

        var result = Run("a", observer);

        Assert.DoesNotContain(observer.Finished, node => node.Techniques.Contains("dropout"));
        Assert.Equal(Text(Run("b")), Text(result));
    }

    [Fact]
    public void Run_OneHeadExplodes_TheOthersOfTheSharedEpochGoOnWithTheSameBits()
    {
        var before = Run("a");
        Write("explodes", "train", "[linear]", "1e38", "optimizer: { name: sgd }");

        var result = Run("b");

        var failed = result.Techniques.Single(technique => technique.Technique.Name == "explodes");
        Assert.All(failed.Runs, run => Assert.Matches("loss .*epoch [12][, ].*became (NaN|infinite)", run.FailureReason));
        Assert.Equal(Text(before), Text(result, "linear", "dropout", "deep", "linear-eval", "dropout-eval"));
    }

    [Fact]
    public void Run_SharedSharedEpoch_SpendsLessThanEachTechniqueWouldAlone()
    {
        var epochs = Run("a").Techniques.Single(technique => technique.Technique.Name == "deep").Runs[0].Epochs;

        Assert.All(epochs, epoch => Assert.InRange(epoch.SpentSeconds, 0, epoch.Seconds * 0.999));
    }

    // Both techniques share the second epoch, but only one of them has validated on the images as they are in its first.
    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void Run_OneOfTheHeadsHasValidatedBefore_TheOtherAloneIsChargedWithThePass(string validated, string rotated)
    {
        WritePhases(validated, Phase("classify"), Phase("classify"));
        WritePhases(rotated, Phase("rotation"), Phase("classify"));
        var observer = new RecordingObserver();

        var techniques = Run("a", observer, options => options with { Techniques = [validated, rotated] }).Techniques.ToDictionary(technique => technique.Technique.Name);

        Assert.Equal(2, observer.SharedEpochs[^1].Nodes.Count);
        for (var seed = 0; seed < 2; seed++) Assert.InRange(Beyond(rotated, seed) - Beyond(validated, seed), 1e-4, 60);

        static string Phase(string objective) => $"{{ epochs: 1, objective: {objective}, train: {{ head: 1e-3 }} }}";

        // Beyond what it spent, each alone takes the other half of what both have in common.
        double Beyond(string name, int seed)
        {
            var epoch = techniques[name].Runs[seed].Epochs[1];
            return epoch.Seconds - epoch.SpentSeconds;
        }
    }

    // What training sees differs; the validation features of the first serve all.
    [Fact]
    public void Run_ObjectivesWithTheSameValidation_GiveTheBitsOfEveryTechniqueOnItsOwn()
    {
        string[] objectives = ["classify", "prototype", "mixup"];
        foreach (var objective in objectives)
        {
            var trains = objective == "prototype" ? "" : ", train: { head: 1e-3 }";
            WritePhases(objective, $"{{ epochs: 1, objective: {objective}{trains} }}");
        }

        var shared = Run("a", null, options => options with { Techniques = objectives });

        Assert.Equal(Text(shared), Text(Run("b", null, options => options with { Techniques = objectives, Share = false })));
    }

    // Its layers compute the same in both modes, and the validation features of one epoch serve the others.
    [Fact]
    public void Run_FrozenBackboneWithoutBatchNorm_GivesTheBitsOfEveryTechniqueOnItsOwn()
    {
        string[] names = ["linear", "linear-eval"];

        var shared = Run("a", null, options => options with { Backbone = "vgg16", Techniques = names, Seeds = [0] });

        Assert.Equal(Text(shared), Text(Run("b", null, options => options with { Backbone = "vgg16", Techniques = names, Seeds = [0], Share = false })));
        foreach (var name in names)
            Assert.Equal(Text(shared, name), Text(Run($"alone-{name}", null, options => options with { Backbone = "vgg16", Techniques = [name], Seeds = [0] }), name));
    }

    private void WritePhases(string name, params string[] phases) => _folder.Write($"techniques/{name}.yaml", $$"""
        name: {{name}}
        head: { pool: avg, layers: [linear] }
        batch_norm: eval
        phases: [{{string.Join(", ", phases)}}]
        """);

    private void Write(string name, string batchNorm, string layers, string rate, string more = "") => _folder.Write($"techniques/{name}.yaml", $$"""
        name: {{name}}
        {{more}}
        head: { pool: avg, layers: {{layers}} }
        batch_norm: {{batchNorm}}
        phases:
          - { epochs: 2, train: { head: {{rate}} } }
        """);

    private SuiteResult Run(string name, RecordingObserver? observer = null, Func<RunOptions, RunOptions>? change = null)
    {
        var options = new RunOptions
        {
            SuitePath = _suite,
            OutputFolder = _folder[name],
            StoreFolder = _folder[name + "-store"],
            Device = "cpu",
        };
        observer ??= new RecordingObserver();
        using var session = SuiteOpener.Open(change?.Invoke(options) ?? options, observer, null);
        session.Run(observer, CancellationToken.None);
        return session.Collect();
    }

    // Everything but the seconds, exactly.
    private static string Text(SuiteResult result, params string[] names)
    {
        var chosen = result.Techniques.Where(technique => names.Length == 0 || names.Contains(technique.Technique.Name));
        return string.Join('\n', chosen.OrderBy(technique => technique.Technique.Name, StringComparer.Ordinal).SelectMany(technique => technique.Runs.SelectMany(run =>
            run.Epochs
                .Select(epoch => Invariant($"{epoch.Epoch} {epoch.TrainLoss:R} {epoch.ValidLoss:R} {epoch.TrainAccuracy:R} {epoch.ValidAccuracy:R}"))
                .Concat(run.ValidPredictions.Select(prediction => Invariant($"{prediction.ClassIndex} {prediction.Probability:R}"))))));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
