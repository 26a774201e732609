using System.Text.Json.Serialization;
using Harness.Results;

namespace Harness.Storage;

/// <summary>The contents of an epoch's <c>test.json</c>.</summary>
/// <remarks>The predictions are in the same file as the metrics, so that a single rename puts a whole measurement into its place.</remarks>
internal sealed record TestFile
{
    public required DateTimeOffset Opened { get; init; }

    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The class that is predicted for each test image, in manifest order; null in files of a time when it was not written down.</summary>
    public IReadOnlyList<int>? Classes { get; init; }

    /// <summary>The probability of each of <see cref="Classes"/>; null as these.</summary>
    public IReadOnlyList<float>? Probabilities { get; init; }

    public static TestFile Of(TestResult result) => new()
    {
        Opened = result.Opened,
        Metrics = result.Metrics,
        Classes = result.Predictions is { } predictions ? [.. predictions.Select(prediction => prediction.ClassIndex)] : null,
        Probabilities = result.Predictions is { } same ? [.. same.Select(prediction => prediction.Probability)] : null,
    };

    /// <summary>The result; null if the file is damaged.</summary>
    public TestResult? ToResult() => Classes?.Count == Probabilities?.Count && Classes?.Any(index => index < 0) != true
        ? new(Opened, Metrics) { Predictions = Classes?.Zip(Probabilities!, (index, probability) => new Prediction(index, probability)).ToList() }
        : null;
}

/// <summary>How <see cref="TestFile"/> is written: like <see cref="EpochFile"/>, but in one line, since it has two numbers for each image.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TestFile))]
internal sealed partial class TestFileFormat : JsonSerializerContext;
