using Harness.Results;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using Harness.Training.Averaging;
using Harness.Training.State;
using static Harness.Tests.Running.SuiteRuns;
using static TorchSharp.torch;

namespace Harness.Tests.Training.Averaging;

[Collection(TorchCollection.Name)]
public sealed class WeightAverageTests : IDisposable
{
    // All that can happen to a tensor between epochs: it trains, is frozen, trains again; statistics move without the backbone.
    private const string Technique = """
        name: TECHNIQUE
        head: { pool: avg, layers: [{ linear: 8 }, batchnorm, relu, linear] }
        phases:
          - { epochs: 2, train: { body: 1e-3, head: 1e-2 } }
          - { epochs: 1, train: { head.3: 1e-2 } }
          - { epochs: 1, train: { body.layer4: 1e-3, head: 1e-2 } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public WeightAverageTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        Write("plain", "Plain", "");
        Write("zero", "Decay of 0", "weight_average: 0");
        Write("half", "Decay of 0.9", "weight_average: 0.9");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Update_SomeSteps_IsTheSumThatItsDefinitionGives()
    {
        using var weights = tensor(new[] { 8.0f, 0.0f });
        using var average = new WeightAverage(0.5, [KeyValuePair.Create("body.w", weights)], TrainingState.Initial());
        var expected = 8.0;
        foreach (var step in Enumerable.Range(0, 20))
        {
            using var next = tensor(new[] { 3.0f * step, 1.0f });
            weights.copy_(next);
            average.Update(step);
            var decay = Math.Min(0.5, (1.0 + step) / (10 + step));
            expected = (decay * expected) + ((1 - decay) * 3 * step);
        }

        average.Use();

        Assert.Equal(expected, weights[0].item<float>(), 1e-3);
        var (name, trained) = Assert.Single(average.Memory());
        Assert.Equal(("trained.body.w", 57.0f), (name, trained[0].item<float>()));
        trained.Dispose();
    }

    [Fact]
    public void Run_WithAnAverage_TrainsAsWithoutAndValidatesAnother()
    {
        var (plain, averaged) = (Epochs("Plain"), Epochs("Decay of 0.9"));

        Assert.Equal(plain.Take(2).Select(TrainText), averaged.Take(2).Select(TrainText));
        Assert.All(plain.Zip(averaged), pair => Assert.NotEqual(pair.First.ValidLoss, pair.Second.ValidLoss));
    }

    [Fact]
    public void Run_WithADecayOfZero_GivesTheVeryBitsOfNone()
    {
        var (plain, averaged) = (Epochs("Plain"), Epochs("Decay of 0"));

        Assert.Equal(4, plain.Count);
        Assert.Equal(plain.Select(TrainText), averaged.Select(TrainText));
        Assert.Equal(plain.Select(ValidText), averaged.Select(ValidText));
    }

    [Fact]
    public void Run_InterruptedBetweenEpochs_GivesTheSameBits()
    {
        var whole = Epochs("Decay of 0.9");
        var observer = new Harness.Tests.Running.RecordingObserver { StopAfter = 1 };
        Run(Options("b", "Decay of 0.9"), observer);

        var resumed = Run(Options("b", "Decay of 0.9")).Techniques[0].Runs[0].Epochs;

        Assert.Equal(whole.Select(ValidText), resumed.Select(ValidText));
    }

    [Fact]
    public void Run_BatchNormInEvalMode_LeavesTheBitsOfItsStatistics()
    {
        // Numbers that are not round: the statistics move with a frozen backbone first, of which nothing is averaged.
        var states = States("{ epochs: 1, train: { head: 1e-2 } }", "{ epochs: 2, batch_norm: eval, train: { body: 1e-3, head: 1e-2 } }");

        Assert.All(Statistics(states[0]), pair => Assert.Equal(pair.Value.bytes.ToArray(), states[2].Model[pair.Key].bytes.ToArray()));
        Assert.NotEqual(0, states[0].Model["body.bn1.running_mean"].abs().max().item<float>());
    }

    [Fact]
    public void Run_BatchNormInEvalModeBehindAPhaseThatAveragedIts_GoesOnTowardsTheStatistics()
    {
        var states = States("{ epochs: 1, train: { body: 1e-3, head: 1e-2 } }", "{ epochs: 3, batch_norm: eval, train: { body: 1e-3, head: 1e-2 } }");

        var distances = states.Select(state => (state.Model["body.bn1.running_mean"] - state.Optimizer["trained.body.bn1.running_mean"]).abs().max().item<float>()).ToList();

        Assert.Equal(distances.OrderDescending(), distances);
        Assert.True(distances[^1] < distances[0] / 2, $"{distances[^1]} of {distances[0]}");
    }

    // After each epoch.
    private List<TrainingState> States(params string[] phases)
    {
        _folder.Write("techniques/phases.yaml", $"name: Phases\nhead: {{ pool: avg, layers: [linear] }}\nweight_average: 0.9\nphases: [{string.Join(", ", phases)}]\n");
        using var session = SuiteOpener.Open(Options("c", "Phases"), new Harness.Tests.Running.RecordingObserver(), null);
        session.Run(new Harness.Tests.Running.RecordingObserver(), CancellationToken.None);
        return [.. session.Plan.Nodes.Select(node => session.Store.LoadState(node.Key)!)];
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> Statistics(TrainingState state) => state.Model.Where(pair => pair.Key.Contains(".running_", StringComparison.Ordinal));

    private void Write(string file, string name, string line) =>
        _folder.Write(Path.Combine("techniques", $"{file}.yaml"), Technique.Replace("TECHNIQUE", name, StringComparison.Ordinal) + "\n" + line + "\n");

    private IReadOnlyList<EpochResult> Epochs(string technique) => Run(Options("a", technique)).Techniques[0].Runs[0].Epochs;

    private RunOptions Options(string store, string technique) => new()
    {
        SuitePath = _suite,
        OutputFolder = _folder["out", store, technique.Replace(' ', '-')],
        StoreFolder = _folder["store", store],
        Techniques = [technique],
        Device = "cpu",
        Threads = 1,
        Workers = 2,
    };

    private static string TrainText(EpochResult epoch) => $"{epoch.TrainLoss:R} {epoch.TrainAccuracy:R}";

    private static string ValidText(EpochResult epoch) => $"{epoch.ValidLoss:R} {epoch.ValidAccuracy:R}";
}
