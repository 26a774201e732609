namespace Harness.Experiments;

/// <summary>At which size images leave the decoder.</summary>
public enum DecodeMode
{
    /// <summary>At their own: the pixels that torchvision sees.</summary>
    Exact,

    /// <summary>JPEGs at 1/2, 1/4 or 1/8 where the first transform reduces them at least as far. Faster, and slightly other pixels.</summary>
    Scaled,
}
