namespace Harness.Data.Splits;

/// <summary>The rule by which images become training, validation or test images. Its seed is not a training seed.</summary>
public sealed record SplitSettings
{
    /// <summary>Which images of a class are held out.</summary>
    public required SplitRule Rule { get; init; }

    /// <summary>The part held out, in (0, 1); rounded down per class (<see cref="SplitRule.First"/>) or up over all images
    /// (<see cref="SplitRule.Random"/>, as scikit-learn does). Null when <see cref="ImagesPerClass"/> is given, or folders.</summary>
    public double? Fraction { get; init; }

    /// <summary>The number of images of every class held out; null when <see cref="Fraction"/> is given, or folders.</summary>
    public int? ImagesPerClass { get; init; }

    /// <summary>The seed of a random split; 0 for the other rules.</summary>
    public long Seed { get; init; }

    /// <summary>The folder in the root whose class folders train; null unless the rule is <see cref="SplitRule.Folders"/>.</summary>
    public string? TrainFolder { get; init; }

    /// <summary>The folder in the root whose class folders validate; null unless the rule is <see cref="SplitRule.Folders"/>.</summary>
    public string? ValidFolder { get; init; }

    /// <summary>The part of all images that is kept for the test, in (0, 1), rounded as <see cref="Fraction"/>; null for none, or where another setting says it.</summary>
    public double? TestFraction { get; init; }

    /// <summary>The number of images of every class kept for the test; null for none, or where another setting says it.</summary>
    public int? TestImagesPerClass { get; init; }

    /// <summary>The folder in the root whose class folders are the test; null for none, and unless the rule is <see cref="SplitRule.Folders"/>.</summary>
    public string? TestFolder { get; init; }

    /// <summary>Whether there is a test part.</summary>
    internal bool HasTest => TestFraction is not null || TestImagesPerClass is not null || TestFolder is not null;
}

/// <summary>Which images are held out for validation.</summary>
public enum SplitRule
{
    /// <summary>The first of each class by ordinal order of file names. Source: the comparison article.</summary>
    First,

    /// <summary>A random choice that depends on the split seed alone. Source: the flowers tutorial.</summary>
    Random,

    /// <summary>Those of folders of their own, each with the same class folders: the usual layout of torchvision's examples.</summary>
    Folders,
}
