using Harness.Data.Quality;

namespace Harness.Proposals;

/// <summary>What a look at a folder of images shows, before any suite.</summary>
public sealed record FolderSurvey
{
    /// <summary>The folder that the user named, as a full path.</summary>
    public required string Folder { get; init; }

    /// <summary>The data folder of a suite, as a full path: the same, or one below it that holds the images.</summary>
    public required string Root { get; init; }

    /// <summary>How the images say their classes.</summary>
    public required FolderLayout Layout { get; init; }

    /// <summary>The classes with their numbers of images, in ordinal order of their names.</summary>
    public required IReadOnlyList<SurveyedClass> Classes { get; init; }

    /// <summary>The numbers of images in the folders of a split, in the order train, valid, test; none if there is no such layout.</summary>
    public IReadOnlyList<(string Folder, int Images)> Parts { get; init; } = [];

    /// <summary>The sizes of the images.</summary>
    public required ImageSizes Sizes { get; init; }

    /// <summary>Plain sentences on where the images were found; the check of all images reports unread files and the like.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The number of images.</summary>
    public int Images => Classes.Sum(one => one.Images);

    /// <summary>Whether the classes differ so much in size that accuracy alone misleads.</summary>
    public bool IsUneven => ClassSizes.AreUneven([.. Classes.Select(one => one.Images)]);

    /// <summary>The number of images that train where a suite holds out this part of each class, or folders say it.</summary>
    /// <param name="heldOut">The part that is held out, 0…1, where no folders say it.</param>
    public int TrainImages(double heldOut) => Parts.Count > 0 ? Parts[0].Images : Classes.Sum(one => one.Images - Math.Max(1, (int)Math.Round(one.Images * heldOut)));
}

/// <summary>A class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Images">How many images it has.</param>
public sealed record SurveyedClass(string Name, int Images);
