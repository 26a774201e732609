using System.Globalization;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Weights;
using Harness.Planning;
using Harness.Results;
using Harness.Training.State;

namespace Harness.Running.Weights;

/// <summary>Makes weights with torchvision's names out of a finished training, so that another suite can begin with them.</summary>
public static class WeightExport
{
    /// <summary>Takes the weights of a training out of the store.</summary>
    /// <param name="session">A suite with one chosen technique and seed.</param>
    /// <param name="choice">After which epoch; null for the one that the technique keeps.</param>
    /// <returns>The weights in single precision and what is known about them.</returns>
    /// <exception cref="HarnessException">More than one training is chosen, or it is not finished or has no such epoch, or its state is no longer stored, or lacks its head.</exception>
    public static ExportedWeights Collect(SuiteSession session, EpochChoice? choice = null)
    {
        var training = Only(session.Plan);
        var (node, result) = Find(session, training, choice ?? EpochChoice.Kept);
        using var state = session.Store.LoadState(node.Key)
            ?? throw new HarnessException(
                $"The stored weights of {NameOf(training)}, epoch {node.Epoch + 1} are damaged or missing.", "Run the suite with another --store, which trains them again, and export from there.");
        var head = session.Backbone.LinearClassifier is null ? null : LinearHead(training.Technique, node);
        using var model = session.Models.Create(head?.Settings ?? training.Technique.Head, training.Seed, node.Task.Initialization);
        ModelState.ApplyToBackbone(ModelPart.Backbone(model.Backbone), state.Model);
        var metadata = Describe(session, training, result);
        if (head is null) return new ExportedWeights([.. BackboneOf(model)], metadata, HasClassifier: false, result);
        Apply(head, model.Head, state, training);
        metadata[ClassNames.MetadataKey] = ClassNames.Write(session.Manifest.Classes);
        return new ExportedWeights([.. BackboneOf(model), .. ClassifierOf(model)], metadata, HasClassifier: true, result);
    }

    private static (EpochNode Node, EpochResult Result) Find(SuiteSession session, PlannedRun training, EpochChoice choice)
    {
        var results = training.Nodes.Select(node => session.Store.FindSummary(node.Key)?.Result).ToList();
        var needed = training.Needed(node => results[node.Epoch]);
        if (choice.Number > needed.Count)
        {
            var end = needed.Count < training.Nodes.Count ? $"stopped early after {needed.Count} of {training.Nodes.Count} epochs" : $"has {needed.Count} epochs";
            throw new HarnessException($"{NameOf(training)} {end}, but epoch {choice.Number} was requested.", $"Ask for one of these, or write --epoch {string.Join('|', EpochChoice.Words)}.");
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
    private static HeadDefinition? LinearHead(Technique technique, EpochNode node) =>
        node.Task.Phase.Objective.ClassifyingHead(technique.Head, node.Task.Labels) is { Settings: { Pool: AveragePooling, Layers: [LinearLayer] } } head ? head : null;

    private static void Apply(HeadDefinition definition, Head head, TrainingState state, PlannedRun training)
    {
        var part = ModelPart.Heads([definition], [head]);
        ModelState.ApplyToHeads(part, state.Model);
        // It would be written as it was before training.
        if (part.Tensors().Keys.FirstOrDefault(name => !state.Model.ContainsKey(name)) is { } missing)
            throw new HarnessException($"The stored weights of {NameOf(training)} have no '{missing}': an earlier version trained them.", "Run the suite with another --store, which trains them again, and export from there.");
    }

    private static IEnumerable<WeightTensor> BackboneOf(TransferModel model) => ModuleWeights.Capture(model.Backbone).Values;

    private static IEnumerable<WeightTensor> ClassifierOf(TransferModel model) => ModuleWeights.Capture(model.Head)
        .Select(tensor => tensor.Value.Rename(model.Description.LinearClassifier + tensor.Key[tensor.Key.IndexOf('.', StringComparison.Ordinal)..]));

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
            $"{plan.Runs.Count} trainings match, but a file holds only one.",
            $"Give --technique and --seed: {string.Join(", ", plan.Suite.Techniques.Select(technique => $"'{technique.Name}'"))}; seeds {string.Join(", ", plan.Suite.Seeds)}.");
}

/// <summary>Weights that were trained here.</summary>
/// <param name="Tensors">The backbone's and, if there is one, the classifier's, in single precision.</param>
/// <param name="Metadata">Where they come from, by key.</param>
/// <param name="HasClassifier">Whether the head is among them; it is left out unless it, and the published classifier of
/// the backbone, is a single linear classifier on average pooling.</param>
/// <param name="Epoch">After which epoch they are, and what it gave.</param>
public sealed record ExportedWeights(IReadOnlyList<WeightTensor> Tensors, IReadOnlyDictionary<string, string> Metadata, bool HasClassifier, EpochResult Epoch);
