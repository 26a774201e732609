using Harness.Models;
using Harness.Models.Backbones;
using Harness.Training.Averaging;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>The backbone of a shared epoch: it gives feature maps for training, with autograd where it trains, and for validation.</summary>
internal sealed class EpochBackbone : IDisposable
{
    private readonly Backbone _backbone;
    private readonly SharedEpochTask _sharedEpoch;
    private readonly BackboneWithoutGraph _withoutGraph;
    private readonly FreezeGuard _guard;

    /// <summary>Builds the backbone in the state from which a shared epoch begins, in training mode.</summary>
    /// <param name="models">Where fresh backbones come from.</param>
    /// <param name="sharedEpoch">The shared epoch.</param>
    /// <param name="start">The state of any of its epochs: their backbones are the same.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="compute">How it computes.</param>
    public EpochBackbone(
        ModelSource models, SharedEpochTask sharedEpoch, TrainingState start, Device device, ComputeSettings compute)
    {
        _sharedEpoch = sharedEpoch;
        try
        {
            _backbone = models.CreateBackbone(sharedEpoch.First.Seed, sharedEpoch.First.Initialization);
            _backbone.to(device);
            _withoutGraph = new BackboneWithoutGraph(_backbone, compute);
            Part = ModelPart.Backbone(_backbone);
            ModelState.ApplyToBackbone(Part, start.Model);
            if (sharedEpoch.TrainsBackbone) WeightAverage.Resume(sharedEpoch.First, Part, start);
            var trained = sharedEpoch.First.Assignment.TrainedInBackbone;
            Part.SetTrainable(trained);
            _guard = FreezeGuard.Before(Part, trained, sharedEpoch.First.Phase.BatchNorm == BatchNormMode.Train);
            _backbone.Train(sharedEpoch.First.Phase.BatchNorm);
            // Classifiers computed from features must see the same features as prediction: without stochastic depth.
            if (sharedEpoch.First.Phase.Objective.IsFitted) _backbone.eval();
            if (!sharedEpoch.TrainsBackbone && sharedEpoch.First.Phase.BatchNorm == BatchNormMode.Eval) _withoutGraph.Fold();
            // The bits of an epoch must not depend on who else is in the shared one, and only some would need the backbone as it is.
            if (_withoutGraph.IsFolded && sharedEpoch.SeesAuxiliary) throw new NotSupportedException("A folded backbone does not give the map of its auxiliary classifier.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The backbone's tensors.</summary>
    public ModelPart Part { get; }

    /// <summary>Computes what the heads train on.</summary>
    /// <param name="images">[N, 3, H, W], normalized, on the shared epoch's device.</param>
    /// <returns>The maps, with a graph behind them only where the backbone trains. The caller disposes them.</returns>
    public FeatureMaps ForwardTraining(Tensor images)
    {
        if (_sharedEpoch.TrainsBackbone) return _sharedEpoch.SeesAuxiliary ? _backbone.ForwardWithAuxiliary(images) : new(_backbone.call(images));
        if (!_sharedEpoch.SeesAuxiliary) return new(_withoutGraph.Forward(images));
        using var _ = no_grad();
        return _backbone.ForwardWithAuxiliary(images);
    }

    /// <summary>Ends the training: checks that only what trains has moved.</summary>
    /// <returns>What trains and got a gradient but kept its bits.</returns>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor has changed.</exception>
    /// <exception cref="TrainingFailedException">No gradient reaches one that trains.</exception>
    public IReadOnlyList<UnmovedTensor> EndTraining() => _guard.Verify();

    /// <summary>Switches to evaluation: from now on the backbone stays as it is. Only after <see cref="EndTraining"/>.</summary>
    public void BeginEvaluation() => _withoutGraph.BeginEvaluation();

    /// <summary>Computes what the heads are validated on; only after <see cref="BeginEvaluation"/>.</summary>
    /// <param name="images">[N, 3, H, W], normalized, on the shared epoch's device.</param>
    /// <returns>[N, C, h, w], without autograd. The caller disposes it.</returns>
    public Tensor ForwardEvaluation(Tensor images) => _withoutGraph.Forward(images);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The constructor calls it too, with as much as there was memory for.
        _guard?.Dispose();
        _withoutGraph?.Dispose();
        _backbone?.Dispose();
    }
}
