using Harness.Experiments;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>The body of a pass: it gives feature maps for training, with autograd where it trains, and for validation.</summary>
internal sealed class PassBody : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly bool _trains;
    private readonly FreezeGuard _guard;

    /// <summary>Builds the body in the state from which a pass begins, in training mode.</summary>
    /// <param name="models">Where fresh bodies come from.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="start">The state of any of its epochs: their bodies are the same.</param>
    /// <param name="trained">The full names of the parameters that train.</param>
    /// <param name="device">Where it computes.</param>
    public PassBody(ModelSource models, PassTask pass, TrainingState start, IReadOnlySet<string> trained, Device device)
    {
        _module = models.CreateBody(pass.First.Seed, pass.First.Body).to(device);
        _trains = pass.TrainsBody;
        Part = ModelPart.Body(_module);
        ModelState.ApplyToBody(Part, start.Model);
        Part.Train(trained);
        _guard = FreezeGuard.Before(Part, trained, pass.First.Phase.BatchNorm == BatchNormMode.Train);
        SetMode(pass.First.Phase.BatchNorm);
    }

    /// <summary>The body's tensors.</summary>
    public ModelPart Part { get; }

    /// <summary>Computes what the heads train on.</summary>
    /// <param name="images">[N, 3, H, W], normalised, on the pass's device.</param>
    /// <returns>[N, C, h, w]; with a graph behind it only where the body trains. The caller disposes it.</returns>
    public Tensor ForwardTraining(Tensor images)
    {
        if (_trains) return _module.call(images);
        using var _ = no_grad();
        return _module.call(images);
    }

    /// <summary>Ends the training: checks that only what trains has moved, and switches to evaluation.</summary>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor has changed, or one that trains has not.</exception>
    public void EndTraining()
    {
        _guard.Verify();
        _module.eval();
    }

    /// <summary>Computes what the heads are validated on; only after <see cref="EndTraining"/>.</summary>
    /// <param name="images">[N, 3, H, W], normalised, on the pass's device.</param>
    /// <returns>[N, C, h, w], without autograd. The caller disposes it.</returns>
    public Tensor ForwardEvaluation(Tensor images)
    {
        using var _ = no_grad();
        return _module.call(images);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _guard.Dispose();
        _module.Dispose();
    }

    private void SetMode(BatchNormMode batchNorm)
    {
        _module.train();
        if (batchNorm != BatchNormMode.Eval) return;
        foreach (var layer in _module.modules().OfType<BatchNorm>()) layer.eval();
    }
}
