using Harness.Models;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>The body of a pass: it gives feature maps for training, with autograd where it trains, and for validation.</summary>
internal sealed class PassBody : IDisposable
{
    private readonly Body _body;
    private readonly PassTask _pass;
    private readonly ComputeSettings _compute;
    private readonly FreezeGuard _guard;
    // From the moment on from which the body stays as it is, if folding is asked for.
    private IFrozenBody? _frozen;

    /// <summary>Builds the body in the state from which a pass begins, in training mode.</summary>
    /// <param name="models">Where fresh bodies come from.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="start">The state of any of its epochs: their bodies are the same.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="compute">How it computes.</param>
    public PassBody(
        ModelSource models, PassTask pass, TrainingState start, Device device, ComputeSettings compute)
    {
        (_pass, _compute) = (pass, compute);
        try
        {
            _body = models.CreateBody(pass.First.Seed, pass.First.Body);
            _body.to(device);
            _body.Precision = compute.Precision;
            Part = ModelPart.Body(_body);
            ModelState.ApplyToBody(Part, start.Model);
            var trained = pass.First.Assignment.TrainedInBody;
            Part.Train(trained);
            _guard = FreezeGuard.Before(Part, trained, pass.First.Phase.BatchNorm == BatchNormMode.Train);
            _body.Train(pass.First.Phase.BatchNorm);
            if (!pass.TrainsBody && pass.First.Phase.BatchNorm == BatchNormMode.Eval) Freeze();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The body's tensors.</summary>
    public ModelPart Part { get; }

    /// <summary>Computes what the heads train on.</summary>
    /// <param name="images">[N, 3, H, W], normalised, on the pass's device.</param>
    /// <returns>[N, C, h, w]; with a graph behind it only where the body trains. The caller disposes it.</returns>
    public Tensor ForwardTraining(Tensor images) => _pass.TrainsBody ? _body.call(images) : ForwardWithoutGraph(images);

    /// <summary>Ends the training: checks that only what trains has moved, and switches to evaluation.</summary>
    /// <returns>What trains and got a gradient but kept its bits.</returns>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor has changed.</exception>
    /// <exception cref="TrainingFailedException">No gradient reaches one that trains.</exception>
    public IReadOnlyList<UnmovedTensor> EndTraining()
    {
        var unmoved = _guard.Verify();
        _body.eval();
        Freeze();
        return unmoved;
    }

    /// <summary>Computes what the heads are validated on; only after <see cref="EndTraining"/>.</summary>
    /// <param name="images">[N, 3, H, W], normalised, on the pass's device.</param>
    /// <returns>[N, C, h, w], without autograd. The caller disposes it.</returns>
    public Tensor ForwardEvaluation(Tensor images) => ForwardWithoutGraph(images);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The constructor calls it too, with as much as there was memory for.
        _guard?.Dispose();
        _frozen?.Dispose();
        _body?.Dispose();
    }

    private void Freeze()
    {
        if (_compute.FoldsBatchNorm) _frozen ??= _body.Freeze(_compute.Precision);
    }

    private Tensor ForwardWithoutGraph(Tensor images)
    {
        if (_frozen is not null) return _frozen.Forward(images);
        using var _ = no_grad();
        return _body.call(images);
    }
}
