using System.Security.Cryptography;
using System.Text;
using Harness.Diagnostics;
using Harness.Experiments;

namespace Harness.Data.Synthetic;

/// <summary>A folder of drawn images, <c>camouflage_clothes</c> and <c>normal_clothes</c>: there whole, with a description, or not at all.</summary>
public static class SyntheticDataset
{
    /// <summary>Raised with every change that changes a picture; a test holds the pictures to it.</summary>
    public const int GeneratorVersion = 1;

    /// <summary>A folder name for images of these settings by this version of the generator.</summary>
    /// <param name="settings">What to draw.</param>
    /// <returns><c>synthetic-</c> and eight digits of a hash.</returns>
    public static string FolderName(SyntheticSettings settings)
    {
        var key = FormattableString.Invariant($"{GeneratorVersion} {settings.ImagesPerClass} {settings.Size} {settings.Seed}");
        return "synthetic-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..8];
    }

    /// <summary>Draws the images unless the folder already holds them, whole and of these settings.</summary>
    /// <param name="folder">Where the class folders are to lie.</param>
    /// <param name="settings">What to draw.</param>
    /// <param name="progress">Told how many images are drawn of how many, from several threads; null for nobody.</param>
    /// <param name="cancellation">Ends the drawing; what was drawn is removed.</param>
    /// <returns>Whether something was drawn.</returns>
    /// <exception cref="HarnessException">The folder holds something else or damaged images, or it cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static bool Ensure(
        string folder, SyntheticSettings settings, IProgress<(int Done, int Total)>? progress = null, CancellationToken cancellation = default)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!IsFree(folder))
        {
            Verify(folder, settings);
            return false;
        }
        new SyntheticDrawing(folder, settings, progress, cancellation).Run();
        return true;
    }

    /// <summary>Draws the images in the place of a data set of this kind, whatever its settings or its damage.</summary>
    /// <param name="folder">Where the class folders are to lie.</param>
    /// <param name="settings">What to draw.</param>
    /// <param name="progress">Told how many images are drawn of how many, from several threads; null for nobody.</param>
    /// <param name="cancellation">Ends the drawing; what was there before stays.</param>
    /// <exception cref="HarnessException">The folder holds something else, or it cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Replace(
        string folder, SyntheticSettings settings, IProgress<(int Done, int Total)>? progress = null, CancellationToken cancellation = default)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!IsFree(folder) && !File.Exists(Path.Combine(folder, SyntheticDescription.FileName))) throw HoldsOtherThings(folder);
        new SyntheticDrawing(folder, settings, progress, cancellation).Run();
    }

    /// <summary>Proves that a folder holds all images of some settings, bit for bit as they were drawn.</summary>
    /// <param name="folder">The folder with the class folders.</param>
    /// <param name="settings">The settings that it must be of.</param>
    /// <exception cref="HarnessException">It does not; the message says what is wrong.</exception>
    public static void Verify(string folder, SyntheticSettings settings)
    {
        var description = ReadDescription(folder);
        if (description.Settings != settings || description.GeneratorVersion != GeneratorVersion)
            throw IsOfOtherSettings(folder, description, settings);
        var listed = SyntheticFiles.List(settings);
        var found = CountImages(folder);
        if (found != listed.Count || description.Images != listed.Count)
            throw IsDamaged(folder, FormattableString.Invariant($"it holds {found} images instead of {listed.Count}"));
        var hash = SyntheticFiles.Hash(listed.Select(image => (image.Path, HashOf(folder, image.Path))));
        if (hash != description.Sha256) throw IsDamaged(folder, "its images are not those that were drawn");
    }

    private static bool IsFree(string folder)
    {
        if (File.Exists(folder)) throw new HarnessException($"'{folder}' is a file, not a folder.", "Name another folder for the drawn images.");
        return Guarded(folder, () => !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any());
    }

    private static SyntheticDescription ReadDescription(string folder)
    {
        var path = Path.Combine(folder, SyntheticDescription.FileName);
        if (!File.Exists(path)) throw HoldsOtherThings(folder);
        return SyntheticDescription.Parse(Guarded(folder, () => File.ReadAllBytes(path)))
            ?? throw IsDamaged(folder, $"its {SyntheticDescription.FileName} cannot be read");
    }

    private static int CountImages(string folder) => Guarded(folder, () => SyntheticFiles.ClassFolders
        .Select(name => Path.Combine(folder, name))
        .Where(Directory.Exists)
        .Sum(path => Directory.EnumerateFiles(path).Count()));

    private static string HashOf(string folder, string path)
    {
        var file = Path.Combine(folder, path);
        if (!File.Exists(file)) throw IsDamaged(folder, $"'{path}' is missing");
        return Guarded(folder, () => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
    }

    private static T Guarded<T>(string folder, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"The folder of drawn images '{folder}' cannot be read: {exception.Message}",
                "Check its permissions and that its disk is there.", exception);
        }
    }

    private static HarnessException HoldsOtherThings(string folder) => new(
        $"The folder '{folder}' is not empty and was not drawn by harness (it has no {SyntheticDescription.FileName}).",
        "Name another folder for the drawn images. Nothing was changed.");

    private static HarnessException IsDamaged(string folder, string how) => new(
        $"The drawn images in '{folder}' are damaged: {how}.",
        "Delete the folder and run the command again, which draws them anew; or replace them with 'harness data synth FOLDER --force'.");

    private static HarnessException IsOfOtherSettings(string folder, SyntheticDescription found, SyntheticSettings wanted) => new(
        $"The folder '{folder}' holds drawn images of {InWords(found.Settings, found.GeneratorVersion)}, not of {InWords(wanted, GeneratorVersion)}.",
        "Name another folder, or replace them with 'harness data synth FOLDER --force'.");

    private static string InWords(SyntheticSettings settings, int version) => FormattableString.Invariant(
        $"{settings.ImagesPerClass} images a class, {settings.Size} pixels, seed {settings.Seed}, generator {version}");
}
