using Harness.Models.Onnx;
using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>A backbone whose modules run one after another.</summary>
internal sealed class ChainBackbone : Backbone
{
    private readonly List<string> _names;
    private readonly List<nn.Module<Tensor, Tensor>> _steps;

    /// <summary>Takes ownership of modules.</summary>
    /// <param name="name">The architecture, for error messages.</param>
    /// <param name="steps">The modules in forward order, each with its name. The weights of their convolutions are laid out with the channels innermost.</param>
    public ChainBackbone(string name, params IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> steps) : base(name)
    {
        foreach (var step in steps) register_module(step.Name, step.Module);
        (_names, _steps) = ([.. steps.Select(step => step.Name)], [.. steps.Select(step => step.Module)]);
        ChannelsLast.LayOut(this);
    }

    /// <summary>Writes modules of the package TorchVision as ONNX; null if there are none.</summary>
    public ForeignModule? Foreign { get; init; }

    /// <summary>Whether it can compute in <see cref="Precision.BFloat16"/>: all steps are layers, or sequences of layers, that <see cref="MixedPrecision"/> calls.</summary>
    public bool TakesBFloat16 { get; init; }

    /// <summary>Whether <see cref="Backbone.AllowsWinograd"/> makes a difference; otherwise libtorch computes all convolutions.</summary>
    public bool HasWinograd { get; init; }

    /// <summary>The step whose output the auxiliary classifier uses, not the last one; null if there is none.</summary>
    public string? AuxiliaryStep
    {
        get;
        init => field = value is null || _names.IndexOf(value) is >= 0 and var place && place < _names.Count - 1
            ? value : throw new ArgumentException($"There is no step {value} before the last one.", nameof(value));
    }

    private bool UsesWinograd => HasWinograd && AllowsWinograd;

    /// <summary>Computes the feature map.</summary>
    /// <param name="images">[N, 3, H, W], float32, normalized; neither changed nor disposed.</param>
    /// <returns>[N, C, h, w], float32. The caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        // In float32 this is not a copy.
        using var input = images.to(Precision.ScalarType());
        return MixedPrecision.CallAll(_steps, input, UsesWinograd).to(ScalarType.Float32, disposeAfter: true);
    }

    /// <inheritdoc/>
    internal override FeatureMaps ForwardWithAuxiliary(Tensor images)
    {
        if (AuxiliaryStep is null) return base.ForwardWithAuxiliary(images);
        var end = _names.IndexOf(AuxiliaryStep) + 1;
        var auxiliary = MixedPrecision.CallAll(_steps.Take(end), images, UsesWinograd);
        return new(MixedPrecision.CallAll(_steps.Skip(end), auxiliary, UsesWinograd), auxiliary);
    }

    /// <inheritdoc/>
    internal override OnnxValue ToOnnx(OnnxGraph graph, OnnxValue images) => graph.Layers(images, _steps, Foreign);

    /// <inheritdoc/>
    protected override bool ComputesInBFloat16 => TakesBFloat16;
}
