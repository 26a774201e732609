namespace Harness.Data.Splits;

/// <summary>What an image is used for.</summary>
public enum SplitPart
{
    /// <summary>For training.</summary>
    Train,

    /// <summary>For comparing epochs and techniques, after every epoch.</summary>
    Valid,

    /// <summary>For measuring what was chosen, at the very end.</summary>
    Test,
}
