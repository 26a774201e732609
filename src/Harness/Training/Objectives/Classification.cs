using Harness.Data.Labels;
using Harness.Models.Heads;
using Harness.Results;
using Harness.Training.Metrics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training.Objectives;

/// <summary>Predicts the class of every image, or something else of which each image has one value.</summary>
/// <param name="head">The classifier.</param>
/// <param name="settings">What training minimizes.</param>
/// <param name="task">What is predicted, if it is one of several tasks: it then also has its own metrics, and the usual ones are means over all tasks.</param>
internal sealed class Classification(Head head, LossSettings settings, string? task = null) : IObjective
{
    /// <inheritdoc/>
    public Tensor? Loss(Tensor features, Tensor targets, RunningMetrics metrics)
    {
        var outputs = head.call(features);
        var loss = settings.Compute(outputs, targets);
        Measure(outputs, Reported(settings, loss, outputs, targets), Labels(targets), metrics);
        return loss;
    }

    /// <inheritdoc/>
    public void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics)
    {
        var outputs = head.call(features);
        // The cross entropy of log probabilities is their negative log likelihood, so one loss is reported for every head.
        Measure(outputs, functional.cross_entropy(outputs, targets), targets, metrics);
        if (task is null) metrics.AddTop5(outputs, targets);
        if (task is null or LabelSpace.ClassTask) metrics.AddPredictions(outputs);
    }

    private void Measure(Tensor outputs, Tensor loss, Tensor targets, RunningMetrics metrics)
    {
        var count = (int)targets.shape[0];
        metrics.AddMean(MetricNames.Loss, loss, count);
        metrics.AddAccuracy(MetricNames.Accuracy, outputs, targets);
        if (task is null) return;
        metrics.AddMean(MetricNames.Of(MetricNames.Loss, task), loss, count);
        metrics.AddAccuracy(MetricNames.Of(MetricNames.Accuracy, task), outputs, targets);
    }

    /// <summary>The loss that is measured. Smoothed targets never give a loss of 0: plain ones keep the losses of all techniques, and of training and validation,
    /// comparable.</summary>
    /// <param name="settings">What training minimizes.</param>
    /// <param name="loss">Its value.</param>
    /// <param name="outputs">[N, classes].</param>
    /// <param name="targets">What is right.</param>
    /// <returns>A scalar: the loss itself where it is a plain one.</returns>
    internal static Tensor Reported(LossSettings settings, Tensor loss, Tensor outputs, Tensor targets)
    {
        if (settings.IsReported) return loss;
        using var _ = no_grad();
        return functional.cross_entropy(outputs, targets);
    }

    // For an image of several classes, the one with the largest part.
    private static Tensor Labels(Tensor targets) => targets.dim() == 1 ? targets : targets.argmax(1);
}
