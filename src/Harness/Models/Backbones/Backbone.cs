using Harness.Models.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>A network without its classifier: from images [N, 3, H, W] to a feature map [N, C, h, w].</summary>
public abstract class Backbone : nn.Module<Tensor, Tensor>, IOnnxModule
{
    /// <summary>Names the module.</summary>
    /// <param name="name">Its name, for error messages.</param>
    protected Backbone(string name) : base(name)
    {
    }

    /// <summary>
    /// The precision in which <c>forward</c>, and with it the backward pass, computes. Images and feature map are float32 with either, and so are
    /// parameters, gradients and statistics: with <see cref="Precision.BFloat16"/> the weights are rounded on their way into each layer that libtorch computes.
    /// </summary>
    /// <exception cref="NotSupportedException">The backbone computes in float32 only.</exception>
    public Precision Precision
    {
        get;
        set => field = value == Precision.Float32 || ComputesInBFloat16 ? value : throw new NotSupportedException($"{GetName()} computes in float32 only.");
    }

    /// <summary>Whether <see cref="Winograd.WinogradConvolution"/> and <see cref="Winograd.Stems.StemConvolution"/> compute the convolutions that they take, also in a folded copy; otherwise libtorch computes all.</summary>
    public virtual bool AllowsWinograd { get; set; }

    /// <summary>Whether it can compute in <see cref="Precision.BFloat16"/>.</summary>
    protected virtual bool ComputesInBFloat16 => false;

    /// <summary>Adds to a graph what <c>forward</c> computes in evaluation mode.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="images">[N, 3, H, W], normalized.</param>
    /// <returns>[N, C, h, w], as <c>forward</c> gives it.</returns>
    internal abstract OnnxValue ToOnnx(OnnxGraph graph, OnnxValue images);

    OnnxValue IOnnxModule.ToOnnx(OnnxGraph graph, OnnxValue input) => ToOnnx(graph, input);

    /// <summary>Switches to training mode.</summary>
    /// <param name="batchNorm">Whether batch norm normalizes by the batch and continues averaging, or by the statistics that it has.</param>
    public void Train(BatchNormMode batchNorm)
    {
        train();
        if (batchNorm != BatchNormMode.Eval) return;
        foreach (var layer in modules().OfType<BatchNorm>()) layer.eval();
    }

    /// <summary>Computes in one pass the feature maps of the heads and of the auxiliary classifier.</summary>
    /// <param name="images">[N, 3, H, W], normalized.</param>
    /// <returns>Both maps. The caller disposes them.</returns>
    /// <exception cref="NotSupportedException">The network has no auxiliary classifier.</exception>
    internal virtual FeatureMaps ForwardWithAuxiliary(Tensor images) => throw new NotSupportedException($"{GetName()} has no auxiliary classifier.");

    /// <summary>Copies the backbone, as it is at this moment, for evaluation only: weights, running statistics and device.</summary>
    /// <param name="precision">The precision in which the copy computes, whatever <see cref="Precision"/> says.</param>
    /// <returns>The copy, which later changes of the backbone do not reach, for the caller to dispose; null if the architecture has no
    /// folded form.</returns>
    public virtual IFoldedBackbone? Fold(Precision precision = Precision.Float32) => null;
}
