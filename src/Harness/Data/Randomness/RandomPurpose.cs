namespace Harness.Data.Randomness;

/// <summary>What random numbers are drawn for. Purposes never share numbers, so that adding one does not change the others.</summary>
/// <remarks>The numeric values are part of the key: changing one changes results.</remarks>
public enum RandomPurpose
{
    /// <summary>The order of the training images in an epoch.</summary>
    EpochOrder = 1,

    /// <summary>The rectangle of a random crop.</summary>
    Crop = 2,

    /// <summary>Whether an image is mirrored.</summary>
    Flip = 3,

    /// <summary>The angle of a rotation.</summary>
    Rotation = 4,

    /// <summary>Factors and order of a color jitter.</summary>
    Color = 5,

    /// <summary>The seed of dropout in one training step.</summary>
    Dropout = 6,

    /// <summary>The first values of parameters.</summary>
    Initialization = 7,

    /// <summary>Which training images of a class are its shots.</summary>
    Shots = 8,

    /// <summary>Which images of a batch are mixed, and how.</summary>
    Mixing = 10,

    /// <summary>The initial values of what is added to a weight.</summary>
    LowRank = 11,

    /// <summary>The order of the images of the target domain in an epoch.</summary>
    TargetOrder = 9,
}
