using Harness.Libtorch;
using Harness.Training.State;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Optimizers;

/// <summary>Stochastic gradient descent for one parameter, with PyTorch's momentum.</summary>
internal sealed class SgdUpdate : ParameterUpdate
{
    private const string BufferKind = "momentum_buffer";

    private readonly SgdSettings _settings;
    private readonly double _weightDecay;
    private readonly Scalar _l2Penalty;
    private readonly Scalar _momentum;
    private Tensor? _buffer;

    /// <summary>Begins without memory.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="settings">The settings for all parameters.</param>
    /// <param name="weightDecay">The weight decay of this one.</param>
    public SgdUpdate(Parameter parameter, SgdSettings settings, double weightDecay)
        : base(parameter)
    {
        (_settings, _weightDecay) = (settings, weightDecay);
        _l2Penalty = weightDecay.ToScalar();
        _momentum = settings.Momentum.ToScalar();
    }

    /// <inheritdoc/>
    public override void Apply(Tensor gradient, double rate)
    {
        var decayed = _weightDecay == 0 ? gradient : gradient.add(Parameter, _l2Penalty);
        using var negativeRate = (-rate).ToScalar();
        Parameter.add_(_settings.Momentum == 0 ? decayed : WithMomentum(decayed), negativeRate);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Kind, Tensor Value)> Memory()
    {
        if (_buffer is not null) yield return (BufferKind, TensorCopy.ToCpu(_buffer));
    }

    /// <inheritdoc/>
    public override void Restore(Func<string, Tensor?> memory)
    {
        if (memory(BufferKind) is not { } buffer) return;
        _buffer = zeros_like(Parameter).DetachFromDisposeScope();
        _buffer.copy_(buffer);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _l2Penalty.Dispose();
        _momentum.Dispose();
        _buffer?.Dispose();
    }

    // The first buffer is the first gradient itself, as in PyTorch.
    private Tensor WithMomentum(Tensor gradient)
    {
        if (_buffer is null) _buffer = TensorCopy.Detached(gradient);
        else _buffer.mul_(_momentum).AddInPlace(gradient);
        return _settings.Nesterov ? gradient.add(_buffer, _momentum) : _buffer;
    }
}
