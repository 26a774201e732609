using Harness.Models.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.VisionTransformers;

/// <summary>ViT-B/16 without its classifier. The class token stands for the image, so that the feature map is one pixel high and wide.</summary>
internal sealed class VisionTransformerBackbone : Backbone
{
    /// <summary>Height and width of images, in pixels: every patch has a positional embedding of its own.</summary>
    public const int ImageSize = 224;

    /// <summary>The length of the vector that stands for a patch.</summary>
    public const int Width = 768;

    private const int PatchSize = 16;
    private const int Patches = ImageSize / PatchSize * (ImageSize / PatchSize);

    [ComponentName(Name = "class_token")]
    private readonly Parameter _classToken;

    [ComponentName(Name = "conv_proj")]
    private readonly Conv2d _projection;

    [ComponentName(Name = "encoder")]
    private readonly Encoder _encoder;

    /// <summary>Builds the backbone with random weights from the global generator, distributed as torchvision's.</summary>
    /// <param name="device">Where its tensors are made.</param>
    public VisionTransformerBackbone(Device device) : base(nameof(VisionTransformerBackbone))
    {
        _classToken = nn.Parameter(zeros(1, 1, Width, device: device));
        _projection = nn.Conv2d(3, Width, PatchSize, stride: PatchSize, device: device);
        _encoder = new(tokens: Patches + 1, Width, device);
        // torchvision cuts it off at ±2, more than fifty times its spread, where nothing is left to cut off.
        nn.init.normal_(_projection.weight, 0, Math.Sqrt(1.0 / (3 * PatchSize * PatchSize)));
        nn.init.zeros_(_projection.bias);
        RegisterComponents();
    }

    /// <summary>Computes the class token.</summary>
    /// <param name="images">[N, 3, 224, 224], float32, normalized; neither changed nor disposed.</param>
    /// <returns>[N, 768, 1, 1], float32. The caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        // Everything inside follows the type of its input. In float32 these are not copies.
        var input = images.to(Precision.ScalarType());
        var patches = MixedPrecision.Call(_projection, input).flatten(2).transpose(1, 2);
        var tokens = cat([_classToken.to(input.dtype).expand(images.shape[0], -1, -1), patches], 1);
        return _encoder.call(tokens).select(1, 0).unsqueeze(-1).unsqueeze(-1).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override bool ComputesInBFloat16 => true;

    /// <inheritdoc/>
    internal override OnnxValue ToOnnx(OnnxGraph graph, OnnxValue images)
    {
        var patches = graph.Transpose(graph.Reshape(graph.Layers(images, [_projection]), 0, Width, -1), 0, 2, 1);
        // A row of zeros for every image, to which the class token is added: so nothing depends on how many images there are.
        using var token = nn.functional.pad(_classToken, [0, 0, 0, Patches]);
        var tokens = graph.Sum(graph.PadBefore(patches, 0, 1, 0), graph.Constant(this, "class_token", token));
        return graph.Reshape(graph.Select(_encoder.ToOnnx(graph, tokens), 1, 0), 0, Width, 1, 1);
    }
}
