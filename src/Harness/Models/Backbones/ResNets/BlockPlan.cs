namespace Harness.Models.Backbones.ResNets;

/// <summary>A residual block: its convolutions one after the other, and what the input goes through before it is added.</summary>
/// <param name="Path">The convolutions; all but the last are followed by a ReLU.</param>
/// <param name="Shortcut">The projection of the input where its size or channels change; null if the input is added as it is.</param>
internal sealed record BlockPlan(IReadOnlyList<ConvolutionPlan> Path, ConvolutionPlan? Shortcut)
{
    private const int BottleneckExpansion = 4;

    public int Outputs => Path[^1].Outputs;

    /// <summary>All convolutions.</summary>
    /// <param name="isProjectionFirst">Whether the projection comes before the path; otherwise it comes after it.</param>
    public IEnumerable<ConvolutionPlan> Convolutions(bool isProjectionFirst) =>
        Shortcut is null ? Path : isProjectionFirst ? Path.Prepend(Shortcut) : Path.Append(Shortcut);

    public static BlockPlan Of(ResNetBlockKind kind, int inputs, int width, int stride)
    {
        var path = kind == ResNetBlockKind.Basic ? BasicPath(inputs, width, stride) : BottleneckPath(inputs, width, stride);
        var outputs = path[^1].Outputs;
        var projects = stride != 1 || inputs != outputs;
        return new(path, projects ? new ConvolutionPlan("downsample.0", "downsample.1", inputs, outputs, 1, stride) : null);
    }

    private static ConvolutionPlan[] BasicPath(int inputs, int width, int stride) =>
    [
        new("conv1", "bn1", inputs, width, 3, stride),
        new("conv2", "bn2", width, width, 3, 1),
    ];

    // The stride is in the 3×3 convolution, as in all of torchvision's weights ("ResNet v1.5"); the paper has it in the first 1×1.
    private static ConvolutionPlan[] BottleneckPath(int inputs, int width, int stride) =>
    [
        new("conv1", "bn1", inputs, width, 1, 1),
        new("conv2", "bn2", width, width, 3, stride),
        new("conv3", "bn3", width, width * BottleneckExpansion, 1, 1),
    ];
}
