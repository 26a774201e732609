using System.Globalization;
using Harness.Experiments;
using Harness.Models.Backbones;
using Harness.Models.Heads.Layers;
using Harness.TestSupport;
using Harness.Training.Optimizers;
using Harness.Training.Phases;
using Harness.Training.Schedules;

namespace Harness.Tests.Experiments;

/// <summary>The techniques of the reference documents train as these say, whatever the files inherit from each other.</summary>
public sealed class ShippedRecipeTests
{
    // Optimizer; schedule; head; then the phases: epochs, what batch norm does in training, and what trains at which rate.
    [Theory]
    [InlineData("feature-extractor", "adam; constant; avg: linear; 2 Train head 0.001")]
    [InlineData("feature-extractor-bn-eval", "adam; constant; avg: linear; 2 Eval head 0.001")]
    [InlineData("bn-only", "adam; constant; avg: linear; 2 Train body.batchnorm 0.001, head 0.001")]
    [InlineData("bn-only-by-name", "adam; constant; avg: linear; 2 Train body.layer*.bn* 0.001, head 0.001")]
    [InlineData("discriminative-bn-trainable", "adam; constant; avg: linear; 1 Train body.batchnorm 0.001, head 0.001; 1 Train body 5E-06, head 0.0005")]
    [InlineData("discriminative-bn-trainable-as-coded", "adam; constant; avg: linear; 1 Train body.layer*.bn* 0.001, head 0.001; 1 Train body 5E-06, head 0.0005")]
    [InlineData("discriminative-bn-frozen", "adam; constant; avg: linear; 1 Eval head 0.001; 1 Eval body 5E-06, body.batchnorm frozen, head 0.0005")]
    [InlineData("discriminative-bn-frozen-as-coded", "adam; constant; avg: linear; 1 Eval head 0.001; 1 Train body 5E-06, head 0.0005")]
    [InlineData("concat-pooling", "adam; constant; concat: linear; 2 Train head 0.001")]
    [InlineData("deeper-head", "adam; constant; avg: linear 512, batchnorm, relu, dropout 0.5, linear; 2 Train head 0.001")]
    [InlineData("feature-extraction-flowers", "sgd 0.9; constant; avg: linear; 20 Train head 0.001")]
    [InlineData("transfer-learning-notes", "sgd 0.9; constant; avg: linear 256, relu, dropout 0.4, linear, log_softmax; 10 Train head 0.01")]
    [InlineData("step-decay", "sgd 0.9; constant; avg: linear; 7 Train head 0.001; 7 Train head 0.0001; 7 Train head 1E-05; 4 Train head 1E-06")]
    [InlineData("advanced-feature-extraction", "sgd 0.9; step 7 0.1; avg: linear; 25 Train head 0.001")]
    [InlineData("advanced-partial-freezing", "sgd 0.9; step 7 0.1; avg: linear; 25 Train body.layer4 0.001, head 0.001")]
    [InlineData("advanced-layer-wise-rates", "sgd 0.9; step 7 0.1; avg: linear; 25 Train body.layer4 0.0001, head 0.001")]
    [InlineData("advanced-full-fine-tuning", "sgd 0.9; step 7 0.1; avg: linear; 25 Train body 0.001, head 0.001")]
    [InlineData("advanced-progressive-unfreezing", "sgd 0.9; step 7 0.1; avg: linear; 3 Train head 0.001; 3 Train body.layer4.. 0.001, head 0.001; 3 Train body.layer3.. 0.001, head 0.001; 3 Train body.layer2.. 0.001, head 0.001; 3 Train body.layer1.. 0.001, head 0.001; 10 Train body 0.001, head 0.001")]
    public void Load_TechniqueOfADocument_TrainsAsItSays(string file, string expected)
    {
        var technique = Load(file);

        var recipe = technique.Phases.Select(Describe)
            .Prepend($"{technique.Head.Pool.Kind}: {string.Join(", ", technique.Head.Layers.Select(Describe))}")
            .Prepend(Describe(technique.Schedule))
            .Prepend(Describe(technique.Optimizer));
        Assert.Equal(expected, string.Join("; ", recipe));
    }

    // Training loss, validation loss, training accuracy and validation accuracy after each of the two epochs that the article prints.
    [Theory]
    [InlineData("feature-extractor", "0.140954 0.055971 0.956440 0.981132 / 0.084009 0.044787 0.971772 0.983648")]
    [InlineData("feature-extractor-bn-eval", "0.145801 0.048760 0.950936 0.987107 / 0.064337 0.038624 0.979163 0.987736")]
    [InlineData("bn-only", "0.105815 0.032677 0.960843 0.988365 / 0.052449 0.022727 0.982151 0.990881")]
    [InlineData("bn-only-by-name", "0.105815 0.032677 0.960843 0.988365 / 0.052449 0.022727 0.982151 0.990881")]
    [InlineData("discriminative-bn-trainable", "0.145204 0.052064 0.951329 0.983648 / 0.064199 0.020451 0.977669 0.993711")]
    [InlineData("discriminative-bn-trainable-as-coded", "0.145204 0.052064 0.951329 0.983648 / 0.064199 0.020451 0.977669 0.993711")]
    [InlineData("discriminative-bn-frozen", "0.115747 0.044909 0.964774 0.987107 / 0.074065 0.024733 0.973581 0.991509")]
    [InlineData("discriminative-bn-frozen-as-coded", "0.115747 0.044909 0.964774 0.987107 / 0.074065 0.024733 0.973581 0.991509")]
    public void Load_TechniqueOfTheArticle_HasTheEpochsThatItPrints(string file, string expected)
    {
        var epochs = Load(file).Published!.Epochs;

        Assert.Equal(expected, string.Join(" / ", epochs.Select(epoch =>
            string.Create(CultureInfo.InvariantCulture, $"{epoch.TrainLoss:F6} {epoch.ValidLoss:F6} {epoch.TrainAccuracy:F6} {epoch.ValidAccuracy:F6}"))));
    }

    private static Technique Load(string file)
    {
        using var folder = new ExperimentFolder();
        folder.Replace("techniques: [t.yaml]", $"techniques: ['{RepositoryFolder.Path("experiments", "techniques", file + ".yaml")}']");
        return Assert.Single(folder.Load(new SuiteOverrides { Inputs = InputCheck.WhereGiven }, BackboneRegistry.Catalog).Techniques);
    }

    private static string Describe(Phase phase) => string.Create(
        CultureInfo.InvariantCulture, $"{phase.Epochs} {phase.BatchNorm} {string.Join(", ", phase.Train.Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Selector.Text} {rule.LearningRate?.ToString(CultureInfo.InvariantCulture) ?? "frozen"}")))}");

    private static string Describe(OptimizerSettings optimizer) => optimizer switch
    {
        AdamSettings adam when adam == new AdamSettings() => "adam",
        SgdSettings sgd when sgd == new SgdSettings(sgd.Momentum) => string.Create(CultureInfo.InvariantCulture, $"sgd {sgd.Momentum}"),
        _ => optimizer.ToString(),
    };

    private static string Describe(ScheduleSettings schedule) => schedule switch
    {
        ConstantScheduleSettings => "constant",
        StepScheduleSettings step => string.Create(CultureInfo.InvariantCulture, $"step {step.EveryEpochs} {step.RateFactor}"),
        _ => schedule.ToString(),
    };

    private static string Describe(HeadLayer layer) => layer switch
    {
        LinearLayer { Features: { } features } => string.Create(CultureInfo.InvariantCulture, $"linear {features}"),
        LinearLayer => "linear",
        DropoutLayer dropout => string.Create(CultureInfo.InvariantCulture, $"dropout {dropout.Probability}"),
        _ => layer.Kind,
    };
}
