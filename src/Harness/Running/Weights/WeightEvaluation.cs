using Harness.Data.Labels;
using Harness.Diagnostics;
using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Results;
using Harness.Training.Metrics;
using Harness.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Running.Weights;

/// <summary>Measures weights that hold a classifier on a suite's validation images, without training.</summary>
public static class WeightEvaluation
{
    private const int MaximumShown = 20;

    /// <summary>Runs the suite's weights, backbone and classifier, over its validation images.</summary>
    /// <param name="session">The suite; its weights hold a classifier of its classes.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Mean cross entropy and accuracy.</returns>
    /// <exception cref="HarnessException">The suite has no weights, or they have no fitting classifier.</exception>
    public static (double Loss, double Accuracy) Run(SuiteSession session, CancellationToken cancellation)
    {
        // Nothing may have loaded it yet: a suite that has a report is opened without it.
        TorchLibrary.Load();
        using var scope = NewDisposeScope();
        using var model = session.Models.CreateWithClassifier(session.Manifest.Classes).to(session.Device);
        using var _ = no_grad();
        model.eval();
        var objective = new ClassificationSettings().Begin([model.Head], new CrossEntropyLoss(), new LabelSpace(session.Manifest.Classes.Count));
        using var metrics = new RunningMetrics(session.Device.type);
        using var backbone = BackboneWithoutGraph.Evaluating(model.Backbone, session.Compute);
        foreach (var batch in session.OpenImages().ValidBatches(cancellation))
        {
            using var ownedBatch = batch;
            using var batchScope = NewDisposeScope();
            var targets = batch.Targets.to(session.Device);
            var images = batch.Images.to(session.Device);
            objective.Evaluate(backbone.Forward(images), targets, metrics);
        }
        metrics.Collect();
        return (metrics.Values[MetricNames.Loss], metrics.Values[MetricNames.Accuracy]);
    }

    /// <summary>Says how the outputs of the weights' classifier are matched to classes.</summary>
    /// <param name="session">The suite.</param>
    /// <returns>A sentence.</returns>
    public static string ClassOrder(SuiteSession session)
    {
        if (session.Models.ClassifierNames is not null) return "The classes are matched by the names that the weights hold.";
        var classes = session.Manifest.Classes;
        var shown = string.Join(", ", classes.Take(MaximumShown)) + (classes.Count > MaximumShown ? $" … and {classes.Count - MaximumShown} more" : string.Empty);
        return $"The weights do not name their classes; their order is assumed to be {shown}.";
    }
}
