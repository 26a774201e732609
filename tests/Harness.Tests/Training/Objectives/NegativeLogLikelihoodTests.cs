using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Running;
using Harness.TestSupport;
using Harness.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Tests.Training.Objectives;

/// <summary>A head that ends in log_softmax with nll, as lecture notes have it, is a head of logits with the cross entropy: one function in two spellings.</summary>
[Collection(TorchCollection.Name)]
public sealed class NegativeLogLikelihoodTests
{
    [Fact]
    public void Compute_OfLogSoftmax_IsTheCrossEntropyWithItsGradient()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var targets = randint(0, 5, [64]).to(int64);
        var logits = (randn([64, 5]) * 10).requires_grad_();
        var same = logits.detach().clone().requires_grad_();

        var crossEntropy = new CrossEntropyLoss().Compute(logits, targets);
        var likelihood = new NegativeLogLikelihoodLoss().Compute(functional.log_softmax(same, 1), targets);
        crossEntropy.backward();
        likelihood.backward();

        Assert.True(crossEntropy.ToDouble() > 1, "The losses are too small to compare.");
        Assert.Equal(crossEntropy.ToDouble(), likelihood.ToDouble(), 1e-6);
        Assert.True(logits.grad!.allclose(same.grad!, rtol: 1e-5, atol: 1e-8));
    }

    [Fact]
    public void Run_BothSpellings_TrainTheSameNetwork()
    {
        using var folder = new TemporaryFolder();
        var suite = TinySuite.Write(folder, TestImages.SaveJpeg);
        Write("likelihood", "[linear: 8, relu, dropout: 0.4, linear, log_softmax]", "nll");
        Write("entropy", "[linear: 8, relu, dropout: 0.4, linear]", "cross_entropy");
        var options = new RunOptions { SuitePath = suite, OutputFolder = folder["a"], StoreFolder = folder["store"], Device = "cpu", Techniques = ["likelihood", "entropy"] };
        using var session = SuiteOpener.Open(options, new RecordingObserver(), null);
        session.Run(new RecordingObserver(), CancellationToken.None);

        var runs = session.Collect().Techniques.Select(technique => technique.Runs[0]).ToList();

        foreach (var (one, other) in runs[0].Epochs.Zip(runs[1].Epochs))
        {
            Assert.Equal(one.TrainLoss, other.TrainLoss, 1e-5);
            Assert.Equal(one.ValidLoss, other.ValidLoss, 1e-5);
            Assert.Equal(one.ValidAccuracy, other.ValidAccuracy);
        }
        foreach (var (one, other) in runs[0].ValidPredictions.Zip(runs[1].ValidPredictions))
        {
            Assert.Equal(one.ClassIndex, other.ClassIndex);
            Assert.Equal(one.Probability, other.Probability, 1e-4);
        }

        void Write(string name, string layers, string loss) => folder.Write($"techniques/{name}.yaml", $$"""
            name: {{name}}
            head: { pool: avg, layers: {{layers}} }
            loss: {{loss}}
            optimizer: { name: sgd, momentum: 0.9 }
            phases: [{ epochs: 3, train: { head: 1e-2 } }]
            """);
    }
}
