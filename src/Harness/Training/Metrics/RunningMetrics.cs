using Harness.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training.Metrics;

/// <summary>Named means over the images of an epoch, and what was predicted.</summary>
/// <remarks>
/// On a GPU the sums stay there until <see cref="Collect"/>: reading a number waits for all that was queued before it, and a step that waits leaves the GPU
/// without work until the next one is queued.
/// </remarks>
internal sealed class RunningMetrics : IDisposable
{
    private readonly bool _staysOnDevice;
    private readonly List<Waiting> _waiting = [];
    private readonly List<(Tensor Classes, Tensor Probabilities)> _waitingPredictions = [];
    private readonly List<Prediction> _predictions = [];
    private readonly Dictionary<string, Mean> _means = [];
    private readonly Dictionary<string, (string First, string Second)> _harmonicMeans = [];

    /// <summary>Begins without images.</summary>
    /// <param name="device">Where the outputs are.</param>
    public RunningMetrics(DeviceType device) => _staysOnDevice = device != DeviceType.CPU;

    /// <summary>The means over all that was collected, by name, in the order in which the names first came; harmonic means come last.</summary>
    public IReadOnlyDictionary<string, double> Values
    {
        get
        {
            var values = _means.ToDictionary(pair => pair.Key, pair => pair.Value.Sum / pair.Value.Count);
            foreach (var (name, (first, second)) in _harmonicMeans)
            {
                if (values.TryGetValue(first, out var one) && values.TryGetValue(second, out var other)) values[name] = one + other > 0 ? 2 * one * other / (one + other) : 0;
            }
            return values;
        }
    }

    /// <summary>The batch to which added values belong, counted from 0; named if one of them is not a number.</summary>
    public int Batch { get; set; }

    /// <summary>The first value that was collected and is not a number; null for none.</summary>
    public NotFinite? FirstNotFinite { get; private set; }

    /// <summary>What was predicted for the images of <see cref="AddPredictions"/>, in their order; complete only after <see cref="Collect"/>.</summary>
    public IReadOnlyList<Prediction> Predictions => _predictions;

    /// <summary>Adds the mean of a batch.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="mean">A scalar; not disposed here.</param>
    /// <param name="count">The number of values of the mean.</param>
    public void AddMean(string name, Tensor mean, int count) => Add(new(name, mean.detach().DetachFromDisposeScope(), count, IsMean: true, Batch));

    /// <summary>Adds for how many images of a batch the largest output is that of their target.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="outputs">[N, K], logits or log probabilities; not disposed here.</param>
    /// <param name="targets">[N], int64, 0…K−1; not disposed here.</param>
    public void AddAccuracy(string name, Tensor outputs, Tensor targets)
    {
        using var _ = no_grad();
        using var predicted = outputs.argmax(1);
        using var hits = predicted.eq(targets);
        Add(new(name, hits.sum().DetachFromDisposeScope(), (int)targets.shape[0], IsMean: false, Batch));
    }

    /// <summary>Adds for how many images of a batch the output of their target is among the five largest; nothing where there are no more than five.</summary>
    /// <param name="outputs">[N, K], logits or log probabilities; not disposed here.</param>
    /// <param name="targets">[N], int64, 0…K−1; not disposed here.</param>
    public void AddTop5(Tensor outputs, Tensor targets)
    {
        const int Largest = 5;
        if (outputs.shape[1] <= Largest) return;
        using var largest = Largest.ToScalar();
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        // Classes with the same output count as larger: a classifier that says nothing about most classes must not be right by the order of their names.
        var own = outputs.gather(1, targets.unsqueeze(1));
        Add(new(MetricNames.Top5, outputs.ge(own).sum(1).le(largest).sum().DetachFromDisposeScope(), (int)targets.shape[0], IsMean: false, Batch));
    }

    /// <summary>Asks for the harmonic mean of two metrics, over all images; there is none if one of the two is missing.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="first">One of the two.</param>
    /// <param name="second">The other.</param>
    public void AddHarmonicMean(string name, string first, string second) => _harmonicMeans[name] = (first, second);

    /// <summary>Keeps the most probable class of every image of a batch.</summary>
    /// <param name="outputs">[N, classes], logits or log probabilities; not disposed here.</param>
    public void AddPredictions(Tensor outputs)
    {
        using var probabilities = outputs.softmax(1);
        var (best, classes) = probabilities.max(1);
        _waitingPredictions.Add((classes.DetachFromDisposeScope(), best.DetachFromDisposeScope()));
        if (!_staysOnDevice) Collect();
    }

    /// <summary>Reads what is still on the device; waits for it.</summary>
    public void Collect()
    {
        _waiting.ForEach(Take);
        foreach (var (classes, probabilities) in _waitingPredictions) TakePredictions(classes, probabilities);
        Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private void Add(Waiting value)
    {
        _waiting.Add(value);
        if (!_staysOnDevice) Collect();
    }

    private void Take(Waiting value)
    {
        var mean = _means.GetValueOrDefault(value.Name);
        var number = value.IsMean ? value.Value.ToDouble() : value.Value.ToInt64();
        if (!double.IsFinite(number)) FirstNotFinite ??= new(value.Name, value.Batch, number);
        _means[value.Name] = new(mean.Sum + (value.IsMean ? number * value.Count : number), mean.Count + value.Count);
    }

    private void TakePredictions(Tensor classes, Tensor probabilities)
    {
        using var indices = classes.cpu();
        using var values = probabilities.cpu();
        _predictions.AddRange(indices.data<long>().ToArray().Zip(values.data<float>().ToArray(), (index, probability) => new Prediction((int)index, probability)));
    }

    private void Clear()
    {
        foreach (var waiting in _waiting) waiting.Value.Dispose();
        foreach (var (classes, probabilities) in _waitingPredictions)
        {
            classes.Dispose();
            probabilities.Dispose();
        }
        _waiting.Clear();
        _waitingPredictions.Clear();
    }

    /// <summary>A value that is not a number.</summary>
    /// <param name="Name">The metric.</param>
    /// <param name="Batch">The batch, counted from 0.</param>
    /// <param name="Value">NaN or infinite.</param>
    public readonly record struct NotFinite(string Name, int Batch, double Value);

    private readonly record struct Waiting(string Name, Tensor Value, int Count, bool IsMean, int Batch);

    private readonly record struct Mean(double Sum, int Count);
}
