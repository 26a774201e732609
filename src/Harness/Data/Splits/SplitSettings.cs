using System.Text.Json.Serialization;

namespace Harness.Data.Splits;

/// <summary>The rule by which images become training, validation or test images. Its seed is not a training seed.</summary>
public sealed record SplitSettings
{
    /// <summary>Which images of a class are held out.</summary>
    public required SplitRule Rule { get; init; }

    /// <summary>The part held out, in (0, 1); rounded down per class (<see cref="SplitRule.First"/>) or up over all images
    /// (<see cref="SplitRule.Random"/>, as scikit-learn does). Null when another setting says it.</summary>
    public double? Fraction { get; init; }

    /// <summary>The number of images of every class held out; null when another setting says it.</summary>
    public int? ImagesPerClass { get; init; }

    /// <summary>The seed of a random split; 0 for the other rules.</summary>
    public long Seed { get; init; }

    /// <summary>How many random splits are drawn, each with its own seed: the first has <see cref="Seed"/>, the next one more, and so on. Null for one,
    /// or where <see cref="Folds"/> says how many.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Repeats { get; init; }

    /// <summary>The number of folds of a cross-validation: every image is used for validation in one of them. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Folds { get; init; }

    /// <summary>Which fold is for validation, from 0; null for each of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Fold { get; init; }

    /// <summary>The folder in the root whose class folders are for training; null unless the rule is <see cref="SplitRule.Folders"/>.</summary>
    public string? TrainFolder { get; init; }

    /// <summary>The folder in the root whose class folders are for validation; null unless the rule is <see cref="SplitRule.Folders"/>.</summary>
    public string? ValidFolder { get; init; }

    /// <summary>The part of all images that is kept for the test, in (0, 1), rounded as <see cref="Fraction"/>; null for none, or where another setting says it.</summary>
    public double? TestFraction { get; init; }

    /// <summary>The number of images of every class kept for the test; null for none, or where another setting says it.</summary>
    public int? TestImagesPerClass { get; init; }

    /// <summary>The folder in the root whose class folders are the test; null for none, and unless the rule is <see cref="SplitRule.Folders"/>.</summary>
    public string? TestFolder { get; init; }

    /// <summary>How exact copies of images are split.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DuplicateRule Duplicates { get; init; }

    /// <summary>Whether images that are in two classes, byte for byte, stay in both; otherwise they are refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool KeepsTwoLabels { get; init; }

    /// <summary>A regular expression that finds in the path of an image what it belongs to: a patient, a video, a day. What belongs together stays on one
    /// side of the split. Null where every image is for itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Group { get; init; }

    /// <summary>Whether a random fraction is taken of each class instead of all images together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Stratified { get; init; }

    /// <summary>How folders are interpreted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DataLayout Layout { get; init; }

    /// <summary>The number of splits that a suite is run on.</summary>
    [JsonIgnore]
    public int Count => Fold is not null ? 1 : Repeats ?? Folds ?? 1;

    /// <summary>One of the splits.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <returns>A single split.</returns>
    public SplitSettings At(int index) => Folds is null ? this with { Seed = Seed + index, Repeats = null } : this with { Fold = index };

    /// <summary>Whether there is a test part.</summary>
    internal bool HasTest => TestFraction is not null || TestImagesPerClass is not null || TestFolder is not null;
}

/// <summary>How exact copies of images are split.</summary>
public enum DuplicateRule
{
    /// <summary>Each is split as if there were no other, as the sources of the techniques do.</summary>
    Separate,

    /// <summary>All go where the first of them goes, so that nothing trained on is used for validation.</summary>
    Together,
}

/// <summary>How the folders in a data folder are interpreted.</summary>
public enum DataLayout
{
    /// <summary>Classes, unless they look like the parts of a split or like a second copy of the images, which is refused.</summary>
    Checked,

    /// <summary>Classes, whatever they look like.</summary>
    Classes,
}

/// <summary>Which images are held out for validation.</summary>
public enum SplitRule
{
    /// <summary>The first of each class by ordinal order of file names. Source: the comparison article.</summary>
    First,

    /// <summary>A random choice that depends on the split seed alone. Source: the flowers tutorial.</summary>
    Random,

    /// <summary>Those of their own folders, each with the same class folders: the usual layout of torchvision's examples.</summary>
    Folders,
}
