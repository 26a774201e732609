using Harness.Libtorch;
using Harness.Models.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.EfficientNets;

/// <summary>Widens, convolves every channel by itself, weighs the channels and narrows again; added to the input where size and channels stay.</summary>
internal sealed class InvertedBottleneck : nn.Module<Tensor, Tensor>, IOnnxModule
{
    private readonly Sequential _block;
    private readonly bool _addsInput;
    private readonly double _skipProbability;

    /// <summary>Builds a block.</summary>
    /// <param name="inputs">The channels that go in.</param>
    /// <param name="outputs">The channels that come out.</param>
    /// <param name="expansion">How many times wider it is inside.</param>
    /// <param name="kernel">Height and width of the kernel in its middle.</param>
    /// <param name="stride">The stride of its middle.</param>
    /// <param name="skipProbability">The probability with which an image skips it in training.</param>
    /// <param name="device">Where its tensors are made.</param>
    public InvertedBottleneck(int inputs, int outputs, int expansion, int kernel, int stride, double skipProbability, Device device)
        : base(nameof(InvertedBottleneck))
    {
        _block = nn.Sequential(Layers(inputs, outputs, inputs * expansion, kernel, stride, device));
        _addsInput = stride == 1 && inputs == outputs;
        _skipProbability = skipProbability;
        register_module("block", _block);
    }

    /// <summary>Applies the block.</summary>
    /// <param name="input">[N, C, H, W]; neither changed nor disposed.</param>
    /// <returns>[N, C', H/stride, W/stride]. The caller disposes it.</returns>
    public override Tensor forward(Tensor input)
    {
        var result = MixedPrecision.Call(_block, input);
        if (!_addsInput) return result;
        using var kept = result;
        if (!training || _skipProbability == 0) return kept.Plus(input);
        using var surviving = DropImages(kept);
        return surviving.Plus(input);
    }

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input)
    {
        var result = graph.Layers(input, [_block]);
        return _addsInput ? graph.Sum(result, input) : result;
    }

    private static IEnumerable<nn.Module<Tensor, Tensor>> Layers(int inputs, int outputs, int width, int kernel, int stride, Device device)
    {
        if (width != inputs) yield return NormalizedConvolution.WithSilu(inputs, width, kernel: 1, stride: 1, groups: 1, device);
        yield return NormalizedConvolution.WithSilu(width, width, kernel, stride, groups: width, device);
        yield return new SqueezeExcitation(width, inputs / SqueezeExcitation.Reduction, device);
        yield return NormalizedConvolution.Linear(width, outputs, kernel: 1, stride: 1, groups: 1, device);
    }

    // Stochastic depth (arXiv:1603.09382) image by image, torchvision's mode "row". What is kept is scaled up, so that the mean stays.
    private Tensor DropImages(Tensor features)
    {
        var survival = 1 - _skipProbability;
        using var factors = empty([features.shape[0], 1, 1, 1], dtype: features.dtype, device: features.device);
        factors.bernoulli_(survival);
        using var scaled = factors.DividedBy(survival);
        return features * scaled;
    }
}
