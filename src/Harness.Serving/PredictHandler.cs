using System.Buffers;
using Harness.Data.Images;
using Harness.Inference;

namespace Harness.Serving;

/// <summary>Classifies the images of a request.</summary>
/// <param name="predictor">Decodes and transforms.</param>
/// <param name="queue">Classifies.</param>
/// <param name="limits">The limits.</param>
/// <param name="metrics">Counts.</param>
internal sealed class PredictHandler(Predictor predictor, PredictionQueue queue, ServerLimits limits, ServerMetrics metrics)
{
    // Decoding takes a core each, and libtorch the others.
    private readonly SemaphoreSlim _decoding = new(Environment.ProcessorCount);

    /// <summary>Answers.</summary>
    /// <param name="images">The images.</param>
    /// <param name="asked">The places of the techniques that are asked, in the order of the answer.</param>
    /// <param name="top">How many of the most probable classes to return.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The techniques' answers about each image, or why there are none.</returns>
    public async Task<PredictionAnswer> Answer(IReadOnlyList<ReceivedImage> images, IReadOnlyList<int> asked, int top, CancellationToken cancellation)
    {
        var places = asked.ToHashSet();
        var answers = await Task.WhenAll(images.Select(image => Answer(image, asked, places, top, cancellation)));
        foreach (var answer in answers) metrics.Images.WithLabels(answer.Problem is null ? "classified" : "refused").Inc();
        return new(answers);
    }

    private async Task<ImageAnswer> Answer(ReceivedImage image, IReadOnlyList<int> asked, IReadOnlySet<int> places, int top, CancellationToken cancellation)
    {
        var values = ArrayPool<float>.Shared.Rent(predictor.ValuesPerImage);
        try
        {
            if (await Prepare(image, values, cancellation) is { } problem) return new(image.Name, null, problem);
            var probabilities = await queue.Classify(values.AsMemory(0, predictor.ValuesPerImage), places, cancellation);
            var prediction = new PredictedImage(image.Name, null, probabilities);
            return new(image.Name, [.. asked.Select(technique => Describe(prediction, technique, top))], null);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    private async Task<string?> Prepare(ReceivedImage image, float[] values, CancellationToken cancellation)
    {
        await _decoding.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Refuse(image) ?? predictor.Prepare(ImageInput.OfBytes(image.Name, image.Content), values.AsSpan(0, predictor.ValuesPerImage)), CancellationToken.None);
        }
        finally
        {
            _decoding.Release();
        }
    }

    private string? Refuse(ReceivedImage image)
    {
        try
        {
            var (width, height) = ImageDecoder.Measure(image.Content.Span);
            return (long)width * height > limits.Pixels ? FormattableString.Invariant($"it has {width} × {height} pixels; at most {limits.Pixels:N0} are accepted") : null;
        }
        catch (ImageContentException exception)
        {
            return $"it {exception.Message.TrimEnd('.')}";
        }
    }

    private TechniqueAnswer Describe(PredictedImage prediction, int technique, int top) => new(
        predictor.Techniques[technique], [.. prediction.Top(technique, top).Select(item => new ClassAnswer(predictor.Classes[item.Class], item.Probability))]);
}
