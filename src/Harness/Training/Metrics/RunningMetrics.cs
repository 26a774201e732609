using Harness.Results;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training.Metrics;

/// <summary>Mean loss and accuracy over the images of an epoch, and what was predicted.</summary>
/// <remarks>
/// On a GPU the sums stay there until <see cref="Collect"/>: reading a number waits for all that was queued before it, and a step that waits leaves the GPU
/// without work until the next one is queued.
/// </remarks>
internal sealed class RunningMetrics : IDisposable
{
    private readonly bool _staysOnDevice;
    private readonly List<Tensor> _waitingLosses = [];
    private readonly List<Tensor> _waitingHits = [];
    private readonly List<(Tensor Classes, Tensor Probabilities)> _waitingPredictions = [];
    private readonly List<int> _waitingCounts = [];
    private readonly List<Prediction> _predictions = [];
    private double _lossSum;
    private long _correct;
    private int _collected;
    private int _batches;

    /// <summary>Begins without images.</summary>
    /// <param name="device">Where the outputs are.</param>
    public RunningMetrics(DeviceType device) => _staysOnDevice = device != DeviceType.CPU;

    /// <summary>The images so far.</summary>
    public int Count { get; private set; }

    /// <summary>The mean loss over the images that were collected; NaN for none.</summary>
    public double Loss => _collected == 0 ? double.NaN : _lossSum / _collected;

    /// <summary>The fraction of the images that were collected whose class is right; NaN for none.</summary>
    public double Accuracy => _collected == 0 ? double.NaN : (double)_correct / _collected;

    /// <summary>The first batch whose loss is no number, counted from 0, and that loss; null for none among those that were collected.</summary>
    public (int Batch, double Loss)? FirstNotFinite { get; private set; }

    /// <summary>What was predicted for the images of <see cref="AddPredictions"/>, in their order; complete only after <see cref="Collect"/>.</summary>
    public IReadOnlyList<Prediction> Predictions => _predictions;

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">The mean loss of the batch, a scalar; not disposed here.</param>
    /// <param name="outputs">[N, classes], logits or log probabilities; not disposed here.</param>
    /// <param name="labels">[N], int64; not disposed here.</param>
    public void Add(Tensor meanLoss, Tensor outputs, Tensor labels)
    {
        using var _ = no_grad();
        using var predicted = outputs.argmax(1);
        using var hits = predicted.eq(labels);
        var count = (int)labels.shape[0];
        Count += count;
        _waitingLosses.Add(meanLoss.detach().DetachFromDisposeScope());
        _waitingHits.Add(hits.sum().DetachFromDisposeScope());
        _waitingCounts.Add(count);
        if (!_staysOnDevice) Collect();
    }

    /// <summary>Adds a batch with the plain cross entropy as its loss, and keeps what was predicted.</summary>
    /// <param name="outputs">[N, classes], logits or log probabilities; not disposed here.</param>
    /// <param name="labels">[N], int64; not disposed here.</param>
    public void AddPredictions(Tensor outputs, Tensor labels)
    {
        // Of log probabilities the cross entropy is their negative log likelihood, so one loss is reported for every head.
        using var loss = functional.cross_entropy(outputs, labels);
        using var probabilities = outputs.softmax(1);
        var (best, classes) = probabilities.max(1);
        _waitingPredictions.Add((classes.DetachFromDisposeScope(), best.DetachFromDisposeScope()));
        Add(loss, outputs, labels);
    }

    /// <summary>Reads what is still on the device; waits for it.</summary>
    public void Collect()
    {
        for (var i = 0; i < _waitingLosses.Count; i++) Take(_waitingLosses[i].ToDouble(), _waitingHits[i].ToInt64(), _waitingCounts[i]);
        foreach (var (classes, probabilities) in _waitingPredictions) TakePredictions(classes, probabilities);
        Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private void Take(double meanLoss, long correct, int count)
    {
        if (!double.IsFinite(meanLoss)) FirstNotFinite ??= (_batches, meanLoss);
        _lossSum += meanLoss * count;
        _correct += correct;
        _collected += count;
        _batches++;
    }

    private void TakePredictions(Tensor classes, Tensor probabilities)
    {
        using var indices = classes.cpu();
        using var values = probabilities.cpu();
        _predictions.AddRange(indices.data<long>().ToArray().Zip(values.data<float>().ToArray(), (index, probability) => new Prediction((int)index, probability)));
    }

    private void Clear()
    {
        foreach (var tensor in _waitingLosses.Concat(_waitingHits)) tensor.Dispose();
        foreach (var (classes, probabilities) in _waitingPredictions)
        {
            classes.Dispose();
            probabilities.Dispose();
        }
        _waitingLosses.Clear();
        _waitingHits.Clear();
        _waitingCounts.Clear();
        _waitingPredictions.Clear();
    }
}
