namespace Harness.Models;

/// <summary>What batch norm layers of the backbone do while training.</summary>
public enum BatchNormMode
{
    /// <summary>Normalize by the batch and update the running statistics, trainable or not.</summary>
    Train,

    /// <summary>Normalize by the pretrained statistics and leave them as they are.</summary>
    Eval,
}
