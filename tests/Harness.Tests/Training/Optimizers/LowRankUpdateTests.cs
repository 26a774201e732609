using Harness.Results;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Running;
using Harness.TestSupport;
using Harness.Training.Gradients;
using Harness.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static Harness.Tests.Running.SuiteRuns;
using static TorchSharp.torch;

namespace Harness.Tests.Training.Optimizers;

[Collection(TorchCollection.Name)]
public sealed class LowRankUpdateTests : IDisposable
{
    private static readonly OptimizerSettings Adam = new AdamWSettings { WeightDecay = 0.01 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3, 6L, 5L, 1L, 1L)]
    [InlineData(2, 4L, 3L, 3L, 3L)]
    [InlineData(1, 4L, 7L)]
    public void Apply_SomeSteps_IsWhatAutogradGivesForTheFactors(int rank, params long[] shape)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (start, target) = (randn(shape), randn(shape));
        var weight = new Parameter(start.clone());
        using var update = new LowRankUpdate(weight, rank, LowRankUpdate.RandomOf(7, "body.w"), factor => Adam.Update(factor, Adam.WeightDecay));
        var memory = update.Memory().ToDictionary(item => item.Kind, item => item.Value);
        var (down, up) = (new Parameter(memory["low_rank_a"].clone()), new Parameter(memory["low_rank_b"].clone()));
        using var reference = optim.AdamW([down, up], 0.05, weight_decay: 0.01);

        for (var step = 0; step < 5; step++)
        {
            weight.grad?.zero_();
            (weight - target).square().sum().backward();
            using (no_grad()) update.Apply(weight.grad!, 0.05);
            reference.zero_grad();
            (start + up.matmul(down).reshape(shape) - target).square().sum().backward();
            reference.step();
        }

        using var expected = start + up.matmul(down).reshape(shape);
        Assert.True((expected - weight).abs().max().item<float>() < 1e-5);
        Assert.True((start - weight).abs().max().item<float>() > 1e-2);
        Assert.Equal(rank, linalg.matrix_rank((weight - start).reshape(shape[0], -1), 1e-4).item<long>());
    }

    [Fact]
    public void Gradients_ClippedByTheirNorm_AreTheClippedGradientsOfTheFactors()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var weight = new Parameter(randn(6, 5));
        using var optimizer = new Optimizer(new SgdSettings(), [new ParameterGroup(0.1, 0, 2, ["body.w"], [weight])], new Dictionary<string, Tensor>(), seed: 7);
        weight.square().sum().backward();
        var (before, whole) = (NormOf(optimizer), weight.grad!.norm().item<float>());
        var trained = new TrainedParameters([("body.w", weight)], () => throw new InvalidOperationException("Nobody needs it."), optimizer.Gradients);

        using (no_grad())
        {
            using var rule = new ClipNormSettings(before / 2).Begin(trained);
            rule.Apply();
        }

        Assert.True(before < whole / 1.5, $"{before} and {whole}");
        Assert.Equal(before / 2, NormOf(optimizer), 1e-4);
    }

    private static double NormOf(Optimizer optimizer)
    {
        using var _ = no_grad();
        return Math.Sqrt(optimizer.Gradients().Sum(gradient => Math.Pow(gradient.norm().item<float>(), 2)));
    }

    [Fact]
    public void Restore_AfterTheWeightHasTrainedOtherwise_BeginsFromTheWeight()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var weight = new Parameter(ones(3, 3), requires_grad: false);
        using var first = Update(weight);
        first.Apply(ones(3, 3), 0.1);
        var memory = first.Memory().ToDictionary(item => item.Kind, item => item.Value);
        weight.add_(1.0f.ToScalar());
        var before = weight.clone();

        using var second = Update(weight);
        second.Restore(kind => memory.GetValueOrDefault(kind));

        Assert.True(second.Memory().Single(item => item.Kind == "low_rank_base").Value.eq(before).all().item<bool>());
        Assert.Equal(0, second.Memory().Single(item => item.Kind == "low_rank_b").Value.abs().sum().item<float>());
        Assert.True(weight.eq(before).all().item<bool>());
    }

    // There the sum of what is remembered has other last bits than the weight, which was computed here.
    [Fact]
    public void Restore_OnAnotherTypeOfProcessor_GoesOn()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var weight = new Parameter(ones(3, 3), requires_grad: false);
        using var first = Update(weight);
        first.Apply(ones(3, 3), 0.1);
        var memory = first.Memory().ToDictionary(item => item.Kind, item => item.Value);
        memory["low_rank_base"].mul_((1 + 1e-6f).ToScalar());

        using var second = Update(weight);
        second.Restore(kind => memory.GetValueOrDefault(kind));

        var restored = second.Memory().ToDictionary(item => item.Kind, item => item.Value);
        Assert.Equal(memory.Keys, restored.Keys);
        Assert.All(memory.Keys, kind => Assert.True(memory[kind].eq(restored[kind]).all().item<bool>(), kind));
        Assert.NotEqual(0, restored["low_rank_b"].abs().sum().item<float>());
    }

    // After an epoch the network holds the averages, and the next one goes on with the weights themselves.
    [Theory]
    [InlineData("")]
    [InlineData("weight_average: 0.9")]
    public void Run_SeveralEpochs_KeepWhatTheWeightWas(string average)
    {
        var options = Options("a");
        _folder.Write(Path.Combine("techniques", "low-rank.yaml"), File.ReadAllText(_folder["techniques", "low-rank.yaml"]) + $"\n{average}\n");
        using var session = SuiteOpener.Open(options, new RecordingObserver(), null);
        session.Run(new RecordingObserver(), CancellationToken.None);
        const string Start = "low_rank_base.body.layer4.1.conv1.weight";

        var states = session.Plan.Runs[0].Nodes.Select(node => session.Store.LoadState(node.Key)!).ToList();

        Assert.All(states, state => Assert.True(state.Optimizer[Start].eq(states[0].Optimizer[Start]).all().item<bool>()));
        states.ForEach(state => state.Dispose());
    }

    [Fact]
    public void Run_WithARank_KeepsTheRestAndCountsTheFactors()
    {
        var result = Run(Options("a"));

        var technique = Assert.Single(result.Techniques);
        // layer4.1.conv1 of resnet18_half is [256, 256, 3, 3]: 2 × (256 + 2304), and the head 3 × 256 + 3.
        Assert.Equal((2 * (256 + 2304)) + (3 * 256) + 3, technique.TrainableParameters);
        Assert.Equal(3, Assert.Single(technique.Runs).Epochs.Count);
    }

    [Fact]
    public void Run_Interrupted_GivesTheSameBits()
    {
        var whole = Run(Options("a")).Techniques[0].Runs[0].Epochs;
        Run(Options("b"), new RecordingObserver { StopAfter = 1 });

        var resumed = Run(Options("b")).Techniques[0].Runs[0].Epochs;

        Assert.Equal(whole.Select(Text), resumed.Select(Text));
        Assert.NotEqual(whole[0].ValidLoss, whole[2].ValidLoss);
    }

    private static LowRankUpdate Update(Parameter weight) => new(weight, 2, LowRankUpdate.RandomOf(0, "w"), factor => Adam.Update(factor, 0));

    private RunOptions Options(string store)
    {
        var suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        _folder.Write(Path.Combine("techniques", "low-rank.yaml"), """
            name: Low rank
            head: { pool: avg, layers: [linear] }
            phases:
              - { epochs: 3, train: { body.layer4.1: { rate: 1e-2, rank: 2 }, body.layer4.1.conv2: frozen, head: 1e-3 } }
            """);
        return new() { SuitePath = suite, OutputFolder = _folder["out", store], StoreFolder = _folder["store", store], Techniques = ["Low rank"], Device = "cpu", Threads = 1, Workers = 2 };
    }

    private static string Text(EpochResult epoch) => $"{epoch.TrainLoss:R} {epoch.ValidLoss:R}";
}
