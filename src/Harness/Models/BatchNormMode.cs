namespace Harness.Models;

/// <summary>What batch norm layers of the backbone do while training.</summary>
public enum BatchNormMode
{
    /// <summary>Normalise by the batch and update the running statistics, trainable or not.</summary>
    Train,

    /// <summary>Normalise by the pretrained statistics and leave them as they are.</summary>
    Eval,
}
