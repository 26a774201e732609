namespace Harness.Models.Backbones.ResNets;

/// <summary>The two kinds of residual blocks.</summary>
public enum ResNetBlockKind
{
    /// <summary>Two 3×3 convolutions: resnet18 and resnet34.</summary>
    Basic,

    /// <summary>1×1, 3×3 and 1×1, the last four times as wide: resnet50 and deeper.</summary>
    Bottleneck,
}
