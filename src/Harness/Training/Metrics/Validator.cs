using Harness.Results;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training.Metrics;

/// <summary>What is measured on a validation batch.</summary>
internal static class Validator
{
    /// <summary>Adds a batch to loss, accuracy and predictions.</summary>
    /// <param name="outputs">[N, classes], logits or log-probabilities.</param>
    /// <param name="labels">[N], int64.</param>
    /// <param name="tally">Loss and accuracy so far.</param>
    /// <param name="predictions">Gets one prediction per image, in the order of the batch.</param>
    public static void Add(Tensor outputs, Tensor labels, Tally tally, List<Prediction> predictions)
    {
        // Of log-probabilities the cross entropy is their negative log likelihood, so one loss is reported for every head.
        tally.Add(functional.cross_entropy(outputs, labels).ToDouble(), outputs, labels);
        var (probabilities, classes) = outputs.softmax(1).max(1);
        predictions.AddRange(classes.cpu().data<long>().ToArray().Zip(
            probabilities.cpu().data<float>().ToArray(), (index, probability) => new Prediction((int)index, probability)));
    }
}
