namespace Harness.Data.Splits;

/// <summary>What an image is there for.</summary>
public enum SplitPart
{
    /// <summary>To be learned from.</summary>
    Train,

    /// <summary>To compare epochs and techniques on, after every epoch.</summary>
    Valid,

    /// <summary>To measure on what was chosen, at the very end.</summary>
    Test,
}
