using Harness.Data.Labels;
using Harness.Models.Heads;
using Harness.Models.Heads.Poolings;
using Harness.Results;
using Harness.Tests.Models.Fixtures;
using Harness.Training.Metrics;
using Harness.Training.Objectives;
using Harness.Training.Objectives.Fitted;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training.Objectives;

/// <summary>Classifiers that are computed from features, beside numpy and PyTorch (fitted_reference.py).</summary>
[Collection(TorchCollection.Name)]
public sealed class FittedTests : IDisposable
{
    private const int Classes = 3;
    private const int Width = 5;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Prototype_FormulaFeatures_GivesNegativeSquaredDistances() => Near(
        [-0.786288, -0.323524, -1.642356, -9.203105, -5.055464, -8.948005, -8.058224, -4.893742, -6.982747, -4.271363, -3.552962, -6.231580],
        Outputs(new PrototypeSettings(), images: 12));

    [Fact]
    public void Ridge_MoreImagesThanFeatures_GivesTheLeastSquaresOfBoth() => Near(
        [0.192476, -0.205450, -0.987026, -0.957436, 0.784368, -0.826932, -0.961451, -0.724016, 0.685467, 0.746484, -0.756805, -0.989679],
        Outputs(new RidgeSettings(0.5), images: 12));

    [Fact]
    public void Ridge_FewerImagesThanFeatures_GivesTheSame() => Near(
        [1.251241, -0.871795, -1.379446, 1.880238, -0.962108, -1.918130, 2.000597, -1.803126, -1.197471, 2.754313, -1.665934, -2.088379],
        Outputs(new RidgeSettings(0.5), images: 4));

    [Fact]
    public void NearestNeighbors_ThreeVotes_AreTheLogarithmsOfTheirFractions()
    {
        var outputs = Outputs(new NearestNeighborsSettings(3), images: 12);

        double[] votes = [3, 0, 0, 0, 2, 1, 1, 1, 1, 1, 1, 1];
        Near([.. votes.Select(count => count / 3)], [.. outputs.Select(Math.Exp)]);
    }

    // By the order of their names it would be the first of them.
    [Theory]
    [InlineData(3, new long[] { 0, 1, 2, 0 })]
    [InlineData(6, new long[] { 0, 1, 2, 1 })]
    [InlineData(100, new long[] { 0, 1, 1, 1 })]
    public void NearestNeighbors_AsManyVotes_AreDecidedByTheMoreSimilarImages(int neighbors, long[] expected) =>
        Assert.Equal(expected, tensor(Outputs(new NearestNeighborsSettings(neighbors), images: 12)).reshape(4, Classes).argmax(1).data<long>().ToArray());

    [Fact]
    public void NearestNeighbors_MoreThanThereAreImages_CountsAll()
    {
        var outputs = Outputs(new NearestNeighborsSettings(100), images: 12);

        Assert.All(outputs, output => Assert.Equal(1 / 3.0, Math.Exp(output), 1e-5));
    }

    // As where a suite names classes that training does not see. What is asked lies near the origin, where a class without images must not have its place.
    [Theory]
    [InlineData("prototype")]
    [InlineData("ridge")]
    [InlineData("knn")]
    public void Classify_ClassWithoutTrainingImages_IsNeverTold(string objective)
    {
        FittedSettings settings = objective switch { "prototype" => new PrototypeSettings(), "ridge" => new RidgeSettings(0.5), _ => new NearestNeighborsSettings(3) };
        using var head = new Head(new HeadSettings { Pool = Pooling.Avg, Layers = [] }, Width, Classes);
        using var fitted = settings.Begin([head], new CrossEntropyLoss(), new LabelSpace(Classes));
        using var metrics = new RunningMetrics(DeviceType.CPU);
        fitted.Loss(Map(tensor(new double[,] { { 3, 0, 0, 0, 0 }, { 0, 3, 0, 0, 0 }, { 0, 3, 1, 0, 0 }, { 3, 0, 1, 0, 0 } })), tensor(new long[] { 0, 2, 2, 0 }), metrics);
        fitted.EndTraining();

        var outputs = ((FittedClassifier)fitted).Classify(Map(Vectors(20, 0).mul(0.01)));

        var told = outputs.argmax(1).data<long>().ToArray();
        Assert.DoesNotContain(1L, told);
        // The outputs of least squares are no logarithms of probabilities.
        if (objective != "ridge") Assert.Equal(0, outputs.softmax(1).select(1, 1).max().ToDouble(), 1e-5);
        Assert.True(outputs.isfinite().all().ToBoolean(), "A weights file with such a bias could not be read.");
        var linear = fitted.Computed().ToDictionary();
        if (linear.Count == 0) return;
        Assert.All(linear["head.computed.0.bias"].to(float32).data<float>(), bias => Assert.True(Half.IsFinite((Half)bias), "Half precision could not hold such a bias."));
        var asLinear = Map(Vectors(20, 0).mul(0.01)).flatten(1).matmul(linear["head.computed.0.weight"].t()) + linear["head.computed.0.bias"];
        Assert.Equal(told, asLinear.argmax(1).data<long>().ToArray());
    }

    [Fact]
    public void Contrastive_FormulaVectors_GivesNormalizedTemperatureScaledCrossEntropy()
    {
        var vectors = Vectors(6, 50).to(float32);
        var others = tensor(new long[] { 3, 4, 5, 0, 1, 2 });

        Assert.Equal(2.8113043, nn.functional.cross_entropy(ContrastiveSettings.Similarities(vectors, 0.5), others).ToDouble(), 1e-5);
    }

    // A head without layers, whose pooling leaves a map of one place as it is.
    private static double[] Outputs(FittedSettings settings, int images)
    {
        using var head = new Head(new HeadSettings { Pool = Pooling.Avg, Layers = [] }, Width, Classes);
        using var objective = settings.Begin([head], new CrossEntropyLoss(), new LabelSpace(Classes));
        using var metrics = new Recorder();
        var features = Vectors(images, 0);
        var targets = tensor(Enumerable.Range(0, images).Select(image => (long)(image % Classes)).ToArray());
        // In two batches.
        foreach (var (start, count) in new[] { (0, images - 1), (images - 1, 1) })
            Assert.Null(objective.Loss(Map(features.narrow(0, start, count)), targets.narrow(0, start, count), metrics.Metrics));
        objective.EndTraining();
        return metrics.OutputsOf(objective, Map(Vectors(4, 100)));
    }

    private static Tensor Map(Tensor vectors) => vectors.to(float32).reshape(-1, Width, 1, 1);

    private static Tensor Vectors(int count, int shift)
    {
        var values = new double[count, Width];
        for (var i = 0; i < count; i++)
            for (var j = 0; j < Width; j++)
                values[i, j] = Math.Sin(1 + ((i + shift) * 7) + (j * 3)) + (i % Classes == j ? 0.8 : 0);
        return tensor(values);
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2e-5);
    }

    private sealed class Recorder : IDisposable
    {
        public RunningMetrics Metrics { get; } = new(DeviceType.CPU);

        public double[] OutputsOf(IObjective objective, Tensor features)
        {
            var outputs = ((FittedClassifier)objective).Classify(features);
            objective.Evaluate(features, tensor(new long[] { 0, 1, 2, 0 }), Metrics);
            Assert.Equal([MetricNames.Accuracy], Metrics.Values.Keys);
            Assert.Equal(4, Metrics.Predictions.Count);
            return [.. outputs.to(float64).flatten().data<double>()];
        }

        public void Dispose() => Metrics.Dispose();
    }
}
