namespace Harness.Experiments;

/// <summary>What stands on the body: a pooling and a list of layers, the last of which gives one value per class.</summary>
public sealed record HeadSettings
{
    /// <summary>How the feature map [N, C, H, W] becomes features [N, C] or [N, 2C].</summary>
    public required Pooling Pool { get; init; }

    /// <summary>The layers in order.</summary>
    public required IReadOnlyList<HeadLayer> Layers { get; init; }
}

/// <summary>How a feature map becomes a row of features.</summary>
public enum Pooling
{
    /// <summary>Average: [N, C].</summary>
    Avg,

    /// <summary>Average, then maximum: [N, 2C]. Source: the comparison article, AdaptiveConcatPooling.</summary>
    Concat,
}

/// <summary>One layer of a head.</summary>
public abstract record HeadLayer;

/// <summary>A linear layer.</summary>
/// <param name="Features">The number of outputs; null for one per class.</param>
public sealed record LinearLayer(int? Features) : HeadLayer;

/// <summary>Batch normalisation of features.</summary>
public sealed record BatchNormLayer : HeadLayer;

/// <summary>max(x, 0).</summary>
public sealed record ReluLayer : HeadLayer;

/// <summary>Dropout, in training only.</summary>
/// <param name="Probability">The part of features set to zero.</param>
public sealed record DropoutLayer(double Probability) : HeadLayer;

/// <summary>The logarithm of the softmax; the last layer where the loss is the negative log likelihood.</summary>
public sealed record LogSoftmaxLayer : HeadLayer;
