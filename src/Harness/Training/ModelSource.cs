using Harness.Data.Randomness;
using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Weights;

namespace Harness.Training;

/// <summary>Makes fresh models: the backbone with its pretrained weights, the head initialized from the seed.</summary>
public sealed class ModelSource
{
    private readonly BackboneDescription _backbone;
    private readonly BackboneWeights? _weights;
    private readonly int _classes;

    /// <summary>Makes a source.</summary>
    /// <param name="backbone">Which backbone.</param>
    /// <param name="weights">The pretrained weights, already checked against the backbone; null for random initialization from the seed.</param>
    /// <param name="classes">The number of classes.</param>
    public ModelSource(BackboneDescription backbone, BackboneWeights? weights, int classes)
    {
        _backbone = backbone;
        _weights = weights;
        _classes = classes;
    }

    /// <summary>Makes a model as it is before the first epoch, on the CPU.</summary>
    /// <param name="head">The head on the backbone.</param>
    /// <param name="seed">The training seed: of the head, and of a backbone without weights.</param>
    /// <param name="start">Whether the backbone gets the weights.</param>
    /// <returns>The model; the caller disposes it.</returns>
    public TransferModel Create(HeadSettings head, long seed, Initialization start = Initialization.Pretrained)
    {
        var model = ModelFactory.Create(_backbone, head, _classes, seed);
        if (start == Initialization.Pretrained) _weights?.CopyTo(model.Backbone);
        return model;
    }

    /// <summary>Makes a model on an existing backbone, with the head that <see cref="Create"/> gives it.</summary>
    /// <param name="backbone">The backbone, on the CPU; disposed with the model.</param>
    /// <param name="head">The head on it.</param>
    /// <param name="seed">The training seed of the head.</param>
    /// <returns>The model; the caller disposes it.</returns>
    public TransferModel CreateOn(Backbone backbone, HeadSettings head, long seed) =>
        new(backbone, ModelFactory.CreateHead(head, _backbone.Features, _classes, seed), _backbone);

    /// <summary>Makes a backbone as it is before the first epoch, on the CPU.</summary>
    /// <param name="seed">The training seed: of a backbone without weights.</param>
    /// <param name="start">Whether the backbone gets the weights.</param>
    /// <returns>The backbone; the caller disposes it.</returns>
    public Backbone CreateBackbone(long seed, Initialization start)
    {
        var backbone = ModelFactory.CreateBackbone(_backbone, seed);
        if (start == Initialization.Pretrained) _weights?.CopyTo(backbone);
        return backbone;
    }

    /// <summary>Makes the heads of an objective as they are before the first epoch, on the CPU.</summary>
    /// <param name="heads">What they are.</param>
    /// <param name="seed">The training seed.</param>
    /// <param name="start">Whether an auxiliary classifier gets the weights.</param>
    /// <returns>The heads, each made when it is asked for; the caller disposes them.</returns>
    public IEnumerable<Head> CreateHeads(IReadOnlyList<HeadDefinition> heads, long seed, Initialization start) =>
        heads.Select((head, place) => head.IsAuxiliary
            ? CreateAuxiliaryHead(head, SeedOf(place, seed), start)
            : ModelFactory.CreateHead(head.Settings, _backbone.Features, head.Outputs, SeedOf(place, seed)));

    /// <summary>The names of the classes that the weights' own classifier tells apart; null if there are no weights, or they do not say.</summary>
    public IReadOnlyList<string>? ClassifierNames => _weights?.ClassNames;

    /// <summary>Makes the model that the weights belong to: their backbone and their own classifier.</summary>
    /// <param name="classes">The names of the classes, in the order of the outputs.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="HarnessException">There are no weights, or they hold no classifier of these classes.</exception>
    public TransferModel CreateWithClassifier(IReadOnlyList<string> classes)
    {
        if (_weights is null) throw new HarnessException("There are no weights to look at.", "Give them with --weights FILE.");
        var model = ModelFactory.Create(_backbone, HeadSettings.Linear, _classes, seed: 0);
        _weights.CopyTo(model.Backbone);
        _weights.CopyClassifierTo(model.Head, classes);
        return model;
    }

    private Head CreateAuxiliaryHead(HeadDefinition definition, long seed, Initialization start)
    {
        var auxiliary = _backbone.Auxiliary ?? throw new InvalidOperationException($"{_backbone.Name} has no auxiliary classifier.");
        var head = ModelFactory.CreateHead(definition.Settings, auxiliary.Features, definition.Outputs, seed, auxiliary.Stem);
        if (start == Initialization.Pretrained) _weights?.CopyAuxiliaryStemTo(head);
        return head;
    }

    // The first head begins as it would alone. Others must not begin with the same numbers, or their outputs for an image would agree from the start.
    private static long SeedOf(int place, long seed) => place == 0 ? seed : CounterRandom.Create(seed, 0, place, RandomPurpose.Initialization).NextSeed();
}
