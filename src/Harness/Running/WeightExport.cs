using System.Globalization;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Weights;
using Harness.Planning;
using Harness.Results;
using Harness.Training.Objectives;
using Harness.Training.State;

namespace Harness.Running;

/// <summary>Makes weights with torchvision's names out of a finished training, so that another suite can begin with them.</summary>
public static class WeightExport
{
    /// <summary>Takes the weights of a training out of the store.</summary>
    /// <param name="session">A suite of which one technique with one seed is asked for.</param>
    /// <param name="choice">After which epoch; null for the one that the technique keeps.</param>
    /// <returns>The weights in single precision and what is known of them.</returns>
    /// <exception cref="HarnessException">More than one training is asked for, or it is not finished or has no such epoch, or its state is no longer stored.</exception>
    public static ExportedWeights Collect(SuiteSession session, EpochChoice? choice = null)
    {
        var training = Only(session.Plan);
        var (node, result) = Find(session, training, choice ?? EpochChoice.Kept);
        using var state = session.Store.LoadState(node.Key)
            ?? throw new HarnessException(
                $"The stored weights of {NameOf(training)}, epoch {node.Epoch + 1} are damaged or missing.", "Run the suite with another --store, which trains them anew, and export from there.");
        using var model = session.Models.Create(training.Technique.Head, training.Seed, node.Task.Initialization);
        ModelState.Apply(ModelPart.Backbone(model.Backbone), ModelPart.Head(model.Head), state.Model);
        var classifier = HasClassifier(training.Technique, node) ? model.Description.LinearClassifier : null;
        var metadata = Describe(session, training, result);
        if (classifier is not null) metadata[ClassNames.MetadataKey] = ClassNames.Write(session.Manifest.Classes);
        return new ExportedWeights(Tensors(model, classifier), metadata, classifier is not null, result);
    }

    private static (EpochNode Node, EpochResult Result) Find(SuiteSession session, PlannedRun training, EpochChoice choice)
    {
        var results = training.Nodes.Select(node => session.Store.Find(node.Key)?.Result).ToList();
        var needed = training.Needed(node => results[node.Epoch]);
        if (choice.Number > needed.Count)
        {
            var end = needed.Count < training.Nodes.Count ? $"stopped early after {needed.Count} of {training.Nodes.Count} epochs" : $"has {needed.Count} epochs";
            throw new HarnessException($"{NameOf(training)} {end}, and epoch {choice.Number} is asked for.", $"Ask for one of these, or write --epoch {string.Join('|', EpochChoice.Words)}.");
        }
        var known = results.Take(needed.Count).TakeWhile(result => result is not null).Select(result => result!).ToList();
        if (known.Count < (choice.Number ?? needed.Count))
        {
            throw new HarnessException(
                choice.Number is { } number ? $"Epoch {number} of {NameOf(training)} is not finished." : $"{NameOf(training)} is not finished.",
                "Run the suite first, with the same options and the same --store.");
        }
        var place = choice.Choose(training.Technique, known);
        return (needed[place], known[place]);
    }

    private static string NameOf(PlannedRun training) => $"'{training.Technique.Name}', seed {training.Seed}";

    // torchvision's name of a classifier means average pooling and one linear layer: only such a head is what it says.
    private static bool HasClassifier(Technique technique, EpochNode node) =>
        technique.Head is { Pool: AveragePooling, Layers: [LinearLayer] } && node.Task.Phase.Objective is ClassifyingSettings;

    private static List<WeightTensor> Tensors(TransferModel model, string? classifier)
    {
        var tensors = ModuleWeights.Capture(model.Backbone).Values.ToList();
        if (classifier is null) return tensors;
        foreach (var (name, tensor) in ModuleWeights.Capture(model.Head))
            tensors.Add(tensor.Rename(classifier + name[name.IndexOf('.', StringComparison.Ordinal)..]));
        return tensors;
    }

    private static Dictionary<string, string> Describe(SuiteSession session, PlannedRun training, EpochResult result) => new()
    {
        ["backbone"] = session.Backbone.Name,
        ["suite"] = session.Suite.Name,
        ["technique"] = training.Technique.Name,
        ["seed"] = training.Seed.ToString(CultureInfo.InvariantCulture),
        ["epochs"] = (result.Epoch + 1).ToString(CultureInfo.InvariantCulture),
        ["classes"] = session.Manifest.Classes.Count.ToString(CultureInfo.InvariantCulture),
        ["valid_accuracy"] = result.ValidAccuracy.ToString("F4", CultureInfo.InvariantCulture),
        ["manifest_hash"] = session.Manifest.Hash,
    };

    private static PlannedRun Only(Plan plan) => plan.Runs.Count == 1
        ? plan.Runs[0]
        : throw new HarnessException(
            $"{plan.Runs.Count} trainings are asked for, and a file holds one.",
            $"Give --technique and --seed: {string.Join(", ", plan.Suite.Techniques.Select(technique => $"'{technique.Name}'"))}; seeds {string.Join(", ", plan.Suite.Seeds)}.");
}

/// <summary>Weights that were trained here.</summary>
/// <param name="Tensors">The backbone's and, if there is one, the classifier's, in single precision.</param>
/// <param name="Metadata">Where they come from, by key.</param>
/// <param name="HasClassifier">Whether the head is among them; it is left out unless it, and the published classifier of
/// the backbone, is one linear layer on average pooling, and the epoch classifies.</param>
/// <param name="Epoch">After which epoch they are, and what it gave.</param>
public sealed record ExportedWeights(IReadOnlyList<WeightTensor> Tensors, IReadOnlyDictionary<string, string> Metadata, bool HasClassifier, EpochResult Epoch);
