using Harness.Data;
using Harness.Models;
using Harness.Reporting;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training;

/// <summary>Measures a model on the validation images.</summary>
internal static class Validator
{
    /// <summary>Runs a model in evaluation mode over batches.</summary>
    /// <param name="model">The model; in evaluation mode afterwards.</param>
    /// <param name="batches">The batches; each is disposed.</param>
    /// <param name="imageCount">The images of all batches together, for the progress.</param>
    /// <param name="device">Where the model is.</param>
    /// <param name="progress">Told after every batch; null for nobody.</param>
    /// <returns>Mean cross entropy and accuracy, and a prediction per image in the order of the batches.</returns>
    public static (Tally Tally, List<Prediction> Predictions) Run(
        TransferModel model, IEnumerable<Batch> batches, int imageCount, Device device, IProgress<EpochProgress>? progress)
    {
        using var _ = no_grad();
        model.eval();
        var tally = new Tally();
        var predictions = new List<Prediction>();
        foreach (var batch in batches)
        {
            using var ownedBatch = batch;
            using var scope = NewDisposeScope();
            var labels = batch.Labels.to(device);
            var outputs = model.call(batch.Images.to(device));
            // Of log-probabilities the cross entropy is their negative log likelihood, so one loss is reported for every head.
            tally.Add(functional.cross_entropy(outputs, labels).ToDouble(), outputs, labels);
            predictions.AddRange(Predict(outputs));
            progress?.Report(new(true, tally.Count, imageCount, tally.Loss, tally.Accuracy));
        }
        return (tally, predictions);
    }

    private static IEnumerable<Prediction> Predict(Tensor outputs)
    {
        var (probabilities, classes) = outputs.softmax(1).max(1);
        return classes.cpu().data<long>().ToArray().Zip(
            probabilities.cpu().data<float>().ToArray(), (index, probability) => new Prediction((int)index, probability));
    }
}
