using Harness.Data.Splits;
using Harness.Diagnostics;
using Harness.Models;
using Harness.Training.Monitoring;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>The words of the language with one of a few values.</summary>
internal static class Choices
{
    public static readonly Registry<SplitRule> SplitRules = new("split rule")
    {
        { "first", SplitRule.First },
        { "random", SplitRule.Random },
        { "folders", SplitRule.Folders },
    };

    public static readonly Registry<DuplicateRule> DuplicateRules = new("duplicates")
    {
        { "separate", DuplicateRule.Separate },
        { "together", DuplicateRule.Together },
    };

    public static readonly Registry<bool> TwoLabelRules = new("two_labels")
    {
        { "refuse", false },
        { "keep", true },
    };

    public static readonly Registry<DataLayout> Layouts = new("layout")
    {
        { "checked", DataLayout.Checked },
        { "classes", DataLayout.Classes },
    };

    public static readonly Registry<Initialization> Initializations = new("body")
    {
        { "pretrained", Initialization.Pretrained },
        { "random", Initialization.Random },
    };

    public static readonly Registry<BatchNormMode> BatchNormModes = new("batch_norm")
    {
        { "train", BatchNormMode.Train },
        { "eval", BatchNormMode.Eval },
    };

    public static readonly Registry<KeepRule> KeepRules = new("keep")
    {
        { "last", KeepRule.Last },
        { "best_loss", KeepRule.BestLoss },
        { "best_accuracy", KeepRule.BestAccuracy },
    };

    public static readonly Registry<MonitoredMetric> MonitoredMetrics = new("monitor")
    {
        { "loss", MonitoredMetric.Loss },
        { "accuracy", MonitoredMetric.Accuracy },
    };

    public static readonly Registry<PublishedImages> PublishedImages = new("published_images")
    {
        { "other", Experiments.PublishedImages.Other },
        { "same", Experiments.PublishedImages.Same },
    };

    /// <summary>Reads one of the words.</summary>
    public static Parsed<T> Read<T>(YamlNode? node, string what, Registry<T> choices, DiagnosticBag errors)
        where T : struct
    {
        if (node is null) return default;
        return Scalars.Choice(node, what, choices, errors) is { } choice ? Parsed<T>.Of(choice, node.Location) : Parsed<T>.Broken;
    }
}
