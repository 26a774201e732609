using Harness.Data.Images;
using Harness.Data.Pipeline;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using static TorchSharp.torch;

namespace Harness.Inference;

/// <summary>Predicts the classes of images with exactly the transforms of validation. For a technique with several networks, one per seed, it averages the probabilities.</summary>
public sealed class Predictor : IDisposable
{
    private const int BatchSize = 32;

    private readonly Classifier _classifier;
    private readonly TransformPipeline _transforms;
    private readonly IReadOnlyList<int[]> _places;
    private readonly ParallelOptions _parallel;

    /// <summary>Takes ownership of networks.</summary>
    /// <param name="models">At least one, all with the same classes and transforms; disposed with this.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="workers">How many threads decode images. Results do not depend on it.</param>
    /// <exception cref="HarnessException">The transforms make no sense.</exception>
    public Predictor(IReadOnlyList<TrainedModel> models, Device device, int workers)
    {
        var first = models[0].Description;
        if (models.Any(model => !model.Description.Classes.SequenceEqual(first.Classes) || !model.Description.Transforms.SequenceEqual(first.Transforms)))
            throw new ArgumentException("Networks of different classes or transforms cannot be run side by side.", nameof(models));
        Classes = first.Classes;
        var techniques = models.Index().GroupBy(model => model.Item.Description.Origin.Technique, model => model.Index).ToList();
        Techniques = [.. techniques.Select(technique => technique.Key)];
        _places = [.. techniques.Select(technique => technique.ToArray())];
        _transforms = new TransformPipeline(first.Transforms);
        _parallel = new() { MaxDegreeOfParallelism = workers };
        _classifier = new Classifier(models, device);
    }

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The names of the techniques, in the order of the networks.</summary>
    public IReadOnlyList<string> Techniques { get; }

    /// <summary>Predicts the classes of images, some at a time.</summary>
    /// <param name="images">The images; they are read while earlier ones are classified.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>One result per image, in their order. Those that cannot be read say why.</returns>
    public IEnumerable<PredictedImage> Predict(IEnumerable<ImageInput> images, CancellationToken cancellation = default)
    {
        // Those that are not classified yet, at most two.
        var ahead = new Queue<Task<Decoded>>();
        try
        {
            foreach (var chunk in images.Chunk(BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                ahead.Enqueue(Task.Run(() => Decode(chunk), CancellationToken.None));
                if (ahead.Count == 1) continue;
                foreach (var image in Finish(ahead.Dequeue())) yield return image;
            }
            if (ahead.Count == 0) yield break;
            foreach (var image in Finish(ahead.Dequeue())) yield return image;
        }
        finally
        {
            // A caller that stops early, or an error, leaves a batch behind.
            foreach (var left in ahead) Abandon(left);
        }
    }

    /// <summary>Height and width of what the networks see, in pixels.</summary>
    public int ImageSize => _transforms.ImageSize;

    /// <summary>The floats of a prepared image: height × width × 3.</summary>
    public int ValuesPerImage => _transforms.ValuesPerImage;

    /// <summary>Decodes and transforms an image, so that <see cref="Classify(IReadOnlyList{ReadOnlyMemory{float}}, IReadOnlySet{int}?)"/> can take it. Safe to call
    /// from many threads.</summary>
    /// <param name="input">The image.</param>
    /// <param name="values">Gets <see cref="ValuesPerImage"/> floats.</param>
    /// <returns>Why the image cannot be read or transformed; null if it was.</returns>
    public string? Prepare(ImageInput input, Span<float> values)
    {
        var (image, problem) = input.Decode();
        if (image is null) return problem;
        using (image)
        {
            try
            {
                _transforms.Apply(image, seed: 0, epoch: 0, index: 0, values);
                return null;
            }
            catch (ImageContentException exception)
            {
                return $"it {exception.Message}";
            }
        }
    }

    /// <summary>Predicts the classes of images that are prepared. To be called by one thread at a time.</summary>
    /// <param name="images">What <see cref="Prepare"/> gave; at least one.</param>
    /// <param name="asked">The places of the techniques that are asked; null for all.</param>
    /// <returns>For each image and technique the probabilities of all classes; none for a technique that is not asked.</returns>
    public IReadOnlyList<IReadOnlyList<float[]>> Classify(IReadOnlyList<ReadOnlyMemory<float>> images, IReadOnlySet<int>? asked = null)
    {
        var buffer = NewBuffer(images.Count);
        foreach (var (slot, values) in images.Index()) values.Span.CopyTo(buffer.Pixels(slot));
        return Classify(buffer, asked);
    }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();

    private BatchBuffer NewBuffer(int count) => new([.. Enumerable.Range(0, count)], new long[count], _transforms.ImageSize);

    private Decoded Decode(ImageInput[] chunk)
    {
        var buffer = NewBuffer(chunk.Length);
        try
        {
            return new(chunk, Fill(buffer, chunk), buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private string?[] Fill(BatchBuffer buffer, ImageInput[] chunk)
    {
        var problems = new string?[chunk.Length];
        Parallel.For(0, chunk.Length, _parallel, slot =>
        {
            var values = buffer.Pixels(slot);
            problems[slot] = Prepare(chunk[slot], values);
            // The remains of an earlier batch may not be finite numbers.
            if (problems[slot] is not null) values.Clear();
        });
        return problems;
    }

    // Waits for it, since it is written to. Errors of images that are no longer wanted do not matter.
    private static void Abandon(Task<Decoded> decoding)
    {
        Task.WaitAny(decoding);
        if (decoding.IsCompletedSuccessfully) decoding.Result.Buffer.Dispose();
    }

    private IEnumerable<PredictedImage> Finish(Task<Decoded> decoding)
    {
        var (chunk, problems, buffer) = decoding.GetAwaiter().GetResult();
        var probabilities = Classify(buffer, null);
        return chunk.Select((image, slot) => problems[slot] is { } problem ? new PredictedImage(image.Name, problem, []) : new(image.Name, null, probabilities[slot])).ToList();
    }

    private IReadOnlyList<IReadOnlyList<float[]>> Classify(BatchBuffer buffer, IReadOnlySet<int>? asked)
    {
        var count = buffer.Indices.Length;
        using var batch = buffer.ToBatch();
        var networks = asked?.SelectMany(technique => _places[technique]).ToHashSet();
        var ofNetworks = _classifier.Classify(batch.Images, networks);
        return [.. Enumerable.Range(0, count).Select(slot =>
            (IReadOnlyList<float[]>)[.. _places.Select((places, technique) => asked?.Contains(technique) == false ? [] : Average(ofNetworks, places, slot))])];
    }

    private float[] Average(IReadOnlyList<float[]> ofNetworks, int[] places, int slot) =>
        [.. Enumerable.Range(slot * Classes.Count, Classes.Count).Select(at => (float)places.Average(place => (double)ofNetworks[place][at]))];

    private sealed record Decoded(ImageInput[] Images, string?[] Problems, BatchBuffer Buffer);
}
