using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training.Metrics;

/// <summary>Mean loss and accuracy over the images of an epoch.</summary>
internal sealed class Tally
{
    private double _lossSum;
    private long _correct;

    public int Count { get; private set; }

    public double Loss => Count == 0 ? double.NaN : _lossSum / Count;

    public double Accuracy => Count == 0 ? double.NaN : (double)_correct / Count;

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">The mean loss of the batch.</param>
    /// <param name="outputs">[N, classes], logits or log-probabilities.</param>
    /// <param name="labels">[N], int64.</param>
    public void Add(double meanLoss, Tensor outputs, Tensor labels)
    {
        using var predicted = outputs.argmax(1);
        using var hits = predicted.eq(labels);
        using var correct = hits.sum();
        var count = (int)labels.shape[0];
        _lossSum += meanLoss * count;
        _correct += correct.ToInt64();
        Count += count;
    }
}
