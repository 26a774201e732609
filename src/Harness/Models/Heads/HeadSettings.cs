using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;

namespace Harness.Models.Heads;

/// <summary>The head on the backbone: a pooling and a list of layers, the last of which gives one value per class.</summary>
public sealed record HeadSettings
{
    /// <summary>The usual classifier: global average pooling and a linear layer.</summary>
    public static HeadSettings Linear { get; } = new() { Pool = Pooling.Avg, Layers = [new LinearLayer(null)] };

    /// <summary>How the feature map [N, C, H, W] becomes features [N, F].</summary>
    public required Pooling Pool { get; init; }

    /// <summary>The layers in order.</summary>
    public required IReadOnlyList<HeadLayer> Layers { get; init; }
}
