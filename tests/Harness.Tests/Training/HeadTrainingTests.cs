using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Parameters;
using Harness.Results;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Planning;
using Harness.Training;
using Harness.Training.Optimizers;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class HeadTrainingTests : IDisposable
{
    private const int Classes = 3;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly BackboneDescription _description = BackboneRegistry.Catalog.Describe("resnet18_half")!;
    private readonly ModelSource _models;
    private readonly Backbone _backbone;
    private readonly Tensor _features;
    private readonly Tensor _labels = tensor(new long[] { 0, 1, 2, 0 });

    public HeadTrainingTests()
    {
        _models = new ModelSource(_description, null, Classes);
        _backbone = _models.CreateBackbone(0, Initialization.Random);
        manual_seed(1);
        _features = rand([4, _description.Features, 1, 1]);
    }

    public void Dispose()
    {
        _backbone.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Finish_AfterStepsAndValidation_GivesResultPredictionsAndTheWholeHead()
    {
        using var head = HeadTraining(new AdamSettings());
        for (var step = 0; step < 5; step++) Trainer.Step(head, new(_features), _labels, step, epochSteps: 5);
        head.EndTraining([]);
        Trainer.Validate(head, _features, _labels);
        head.EndValidation();

        var outcome = head.Finish(backboneSeconds: 30, sharedBy: 3, savedSeconds: 5);

        using var state = outcome.State;
        Assert.Equal(4, outcome.Predictions.Count);
        Assert.True(outcome.Result.ValidLoss < outcome.Result.TrainLoss, "It was validated on what it learned.");
        Assert.Equal(35 + head.OwnSeconds, outcome.Result.Seconds, 9);
        Assert.Equal(10 + head.OwnSeconds, outcome.Result.SpentSeconds, 9);
        Assert.Equal(["head.0.bias", "head.0.weight"], state.Model.Keys.Where(name => !ParameterNames.IsOfBackbone(name)).Order(StringComparer.Ordinal));
        Assert.Equal([Classes, _description.Features], state.Model["head.0.weight"].shape);
    }

    // With a gradient of 0 AdamW does nothing but decay.
    [Theory]
    [InlineData(DecayedParameters.All, 0.9f)]
    [InlineData(DecayedParameters.Weights, 1f)]
    public void Step_WithoutGradient_DecaysWhatIsToDecay(DecayedParameters decays, float expectedOfBias)
    {
        using var head = HeadTraining(new AdamWSettings { WeightDecay = 10, Decays = decays });
        using var zeros = no_grad();
        foreach (var parameter in head.Optimizer!.Parameters)
        {
            parameter.fill_(1);
            parameter.grad = zeros_like(parameter);
        }

        head.Optimizer.Step();

        var values = head.Optimizer.Parameters.ToDictionary(parameter => parameter.dim(), parameter => parameter.max().ToSingle());
        Assert.Equal(0.9f, values[2], 1e-6f);
        Assert.Equal(expectedOfBias, values[1], 1e-6f);
    }

    [Fact]
    public void Step_FeaturesThatAreNoNumbers_FailsReproducibly()
    {
        using var head = HeadTraining(new SgdSettings());
        using var broken = full_like(_features, double.NaN);

        Trainer.Step(head, new(_features), _labels, step: 0, epochSteps: 5);
        var failure = Assert.Throws<TrainingFailedException>(() => Trainer.Step(head, new(broken), _labels, step: 1, epochSteps: 5));

        Assert.Equal("the loss of epoch 1, step 2, became NaN", failure.Message);
        Assert.True(failure.IsReproducible);
    }

    [Fact]
    public void Finish_RateTooSmallToMoveAnything_CountsWhatRoundedAway()
    {
        using var head = HeadTraining(new SgdSettings(), rate: 1e-30);
        Trainer.Step(head, new(_features), _labels, step: 0, epochSteps: 1);
        head.EndTraining([]);
        Trainer.Validate(head, _features, _labels);

        var outcome = head.Finish(backboneSeconds: 1, sharedBy: 1, savedSeconds: 0);

        using var state = outcome.State;
        var values = (Classes * _description.Features) + Classes;
        Assert.Equal(new UnmovedParameters(values, values, 1e-30, "head.0.weight"), outcome.Result.RoundedAway);
        Assert.Null(outcome.Result.WithoutGradient);
    }

    [Fact]
    public void Finish_HeadWithDeadUnits_CountsWhatGotNoGradient()
    {
        // Features below zero, so that the rectifier passes nothing on.
        var dead = HeadSettings.Linear with { Layers = [new ReluLayer(), new LinearLayer(null)] };
        using var head = HeadTraining(new AdamSettings(), head: dead);
        using var negative = _features.neg();
        Trainer.Step(head, new(negative), _labels, step: 0, epochSteps: 1);
        head.EndTraining([]);
        Trainer.Validate(head, negative, _labels);

        var outcome = head.Finish(backboneSeconds: 1, sharedBy: 1, savedSeconds: 0);

        using var state = outcome.State;
        Assert.Equal(Classes * _description.Features, outcome.Result.WithoutGradient!.Count);
        Assert.Null(outcome.Result.RoundedAway);
    }

    [Fact]
    public void Step_BesideOthers_LearnsAsAlone()
    {
        var dropout = HeadSettings.Linear with { Layers = [new DropoutLayer(0.5), new LinearLayer(null)] };
        using var alone = HeadTraining(new AdamSettings(), head: dropout);
        using var other = HeadTraining(new AdamSettings(), head: dropout);
        using var beside = HeadTraining(new AdamSettings(), head: dropout);

        for (var step = 0; step < 3; step++) Trainer.Step(alone, new(_features), _labels, step, epochSteps: 3);
        for (var step = 0; step < 3; step++)
        {
            Trainer.Step(other, new(_features), _labels, step, epochSteps: 3);
            Trainer.Step(beside, new(_features), _labels, step, epochSteps: 3);
        }

        Assert.Equal(alone.Training.Values, beside.Training.Values);
    }

    private HeadTraining HeadTraining(OptimizerSettings optimizer, double rate = 1e-2, HeadSettings? head = null)
    {
        var task = MadeUpPlans.Node("a", optimizer: optimizer, rate: rate, head: head).Task;
        return new HeadTraining(_models, task, TrainingState.Initial(), ModelPart.Backbone(_backbone), CPU);
    }
}
