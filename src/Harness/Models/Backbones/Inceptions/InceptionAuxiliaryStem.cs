using Harness.Models.Heads;
using Harness.Models.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.Inceptions;

/// <summary>
/// The stem of Inception's auxiliary classifier: a 5×5 mean pooling of stride 3 and two convolutions, each with batch norm and ReLU, under torchvision's names.
/// </summary>
/// <remarks>Source: "Rethinking the Inception Architecture for Computer Vision" (arXiv:1512.00567), section 4, in the shapes of torchvision's weights.</remarks>
public sealed record InceptionAuxiliaryStem : HeadStem
{
    private const int Hidden = 128;
    private const int Pool = 5;
    private const int PoolStride = 3;
    // The map of a 299-pixel image is pooled to 5×5 places, and this kernel takes all of them.
    private const int Kernel = 5;
    private const double Epsilon = 1e-3;
    // torchvision's for all convolutions. It names a tenth of it for the second one, in a place where its initialization does not look.
    private const double WeightDeviation = 0.1;

    /// <inheritdoc/>
    public override int Outputs => 768;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDescription> Parameters(int channels) =>
        [.. Describe("conv0", channels, Hidden, 1), .. Describe("conv1", Hidden, Outputs, Kernel)];

    /// <inheritdoc/>
    public override nn.Module<Tensor, Tensor> Create(int channels) => nn.Sequential(
        ("pool", nn.AvgPool2d(Pool, stride: PoolStride)),
        ("conv0", Unit(channels, Hidden, 1)),
        ("conv1", Unit(Hidden, Outputs, Kernel)));

    private static IEnumerable<ParameterDescription> Describe(string name, int inputs, int outputs, int kernel) =>
    [
        new($"{name}.conv.weight", LayerKind.Convolution, [outputs, inputs, kernel, kernel]),
        new($"{name}.bn.weight", LayerKind.BatchNorm, [outputs]),
        new($"{name}.bn.bias", LayerKind.BatchNorm, [outputs]),
    ];

    private static Sequential Unit(int inputs, int outputs, int kernel)
    {
        var convolution = nn.Conv2d(inputs, outputs, kernel, bias: false);
        nn.init.normal_(convolution.weight, 0, WeightDeviation);
        ChannelsLast.LayOut(convolution);
        return nn.Sequential(("conv", convolution), ("bn", nn.BatchNorm2d(outputs, eps: Epsilon)), ("relu", nn.ReLU(inplace: true)));
    }
}
