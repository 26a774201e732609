using Harness.Experiments;
using Harness.Experiments.Selectors;
using Harness.Models;
using Harness.Models.Weights;

namespace Harness.Training;

/// <summary>Makes fresh models: the body with its pretrained weights, the head initialised from the seed.</summary>
public sealed class ModelSource
{
    private readonly BackboneDescription _backbone;
    private readonly BodyWeights? _weights;
    private readonly int _classes;

    /// <summary>Makes a source.</summary>
    /// <param name="backbone">Which backbone.</param>
    /// <param name="weights">The pretrained weights, already checked against the backbone; null for random initialisation from the seed.</param>
    /// <param name="classes">The number of classes.</param>
    public ModelSource(BackboneDescription backbone, BodyWeights? weights, int classes)
    {
        _backbone = backbone;
        _weights = weights;
        _classes = classes;
    }

    /// <summary>The parameters of a model, with their full names, without building it.</summary>
    /// <param name="head">What stands on the body.</param>
    /// <returns>The parameters in forward order.</returns>
    public IReadOnlyList<ParameterDescription> Parameters(HeadSettings head) => NetworkParameters.Of(_backbone, head, _classes);

    /// <summary>Makes a model as it is before the first epoch, on the CPU.</summary>
    /// <param name="head">What stands on the body.</param>
    /// <param name="seed">The training seed: of the head, and of the body where there are no weights.</param>
    /// <returns>The model; the caller disposes it.</returns>
    public TransferModel Create(HeadSettings head, long seed)
    {
        var model = ModelFactory.Create(_backbone, head, _classes, seed);
        _weights?.CopyTo(model.Body);
        return model;
    }
}
