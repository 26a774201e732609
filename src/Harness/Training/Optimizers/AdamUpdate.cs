using Harness.Libtorch;
using Harness.Training.State;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Optimizers;

/// <summary>Adam and AdamW for one parameter.</summary>
/// <remarks>Sources: Kingma and Ba 2015, https://arxiv.org/abs/1412.6980; Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101.</remarks>
internal sealed class AdamUpdate : ParameterUpdate
{
    private const string StepKind = "step";
    private const string MeanKind = "exp_avg";
    private const string SquareKind = "exp_avg_sq";

    private readonly AdamFamilySettings _settings;
    private readonly double _weightDecay;
    private readonly Scalar _l2Penalty;
    private readonly Scalar _keptOfMean;
    private readonly Scalar _newInMean;
    private readonly Scalar _keptOfSquare;
    private readonly Scalar _newInSquare;
    private readonly Scalar _epsilon;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private long _steps;

    /// <summary>Begins without memory.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="settings">The settings for all parameters.</param>
    /// <param name="weightDecay">The weight decay of this one.</param>
    public AdamUpdate(Parameter parameter, AdamFamilySettings settings, double weightDecay)
        : base(parameter)
    {
        (_settings, _weightDecay) = (settings, weightDecay);
        _l2Penalty = weightDecay.ToScalar();
        _keptOfMean = settings.Beta1.ToScalar();
        _newInMean = (1 - settings.Beta1).ToScalar();
        _keptOfSquare = settings.Beta2.ToScalar();
        _newInSquare = (1 - settings.Beta2).ToScalar();
        _epsilon = settings.Epsilon.ToScalar();
        _mean = zeros_like(parameter).DetachFromDisposeScope();
        _square = zeros_like(parameter).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override void Apply(Tensor gradient, double rate)
    {
        _steps++;
        var decayed = _weightDecay == 0 ? gradient : Decay(gradient, rate);
        _mean.mul_(_keptOfMean).add_(decayed, _newInMean);
        _square.mul_(_keptOfSquare).addcmul_(decayed, decayed, _newInSquare);
        using var squareCorrection = Math.Sqrt(1 - Math.Pow(_settings.Beta2, _steps)).ToScalar();
        using var stepSize = (-(rate / (1 - Math.Pow(_settings.Beta1, _steps)))).ToScalar();
        Parameter.addcdiv_(_mean, _square.sqrt().div_(squareCorrection).AddInPlace(_epsilon), stepSize);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Kind, Tensor Value)> Memory()
    {
        yield return (StepKind, tensor(_steps).DetachFromDisposeScope());
        yield return (MeanKind, TensorCopy.ToCpu(_mean));
        yield return (SquareKind, TensorCopy.ToCpu(_square));
    }

    /// <inheritdoc/>
    public override void Restore(Func<string, Tensor?> memory)
    {
        if (memory(StepKind) is not { } steps || memory(MeanKind) is not { } mean || memory(SquareKind) is not { } square) return;
        _steps = steps.item<long>();
        _mean.copy_(mean);
        _square.copy_(square);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var scalar in (Scalar[])[_l2Penalty, _keptOfMean, _newInMean, _keptOfSquare, _newInSquare, _epsilon]) scalar.Dispose();
        _mean.Dispose();
        _square.Dispose();
    }

    private Tensor Decay(Tensor gradient, double rate)
    {
        if (!_settings.DecouplesWeightDecay) return gradient.add(Parameter, _l2Penalty);
        using var kept = (1 - (rate * _weightDecay)).ToScalar();
        Parameter.mul_(kept);
        return gradient;
    }
}
