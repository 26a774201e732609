namespace Harness.Models.Parameters;

/// <summary>The kinds of layers that selectors can tell apart.</summary>
public enum LayerKind
{
    /// <summary>A convolution.</summary>
    Convolution,

    /// <summary>A batch normalization.</summary>
    BatchNorm,

    /// <summary>A linear layer.</summary>
    Linear,

    /// <summary>A layer normalization.</summary>
    LayerNorm,

    /// <summary>Any other layer with parameters.</summary>
    Other,
}
