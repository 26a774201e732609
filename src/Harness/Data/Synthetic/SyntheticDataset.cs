using System.Security.Cryptography;
using System.Text;
using Harness.Diagnostics;

namespace Harness.Data.Synthetic;

/// <summary>A folder of drawn images, <c>camouflage_clothes</c> and <c>normal_clothes</c>.</summary>
/// <remarks>It is complete, with a description, or absent.</remarks>
public static class SyntheticDataset
{
    /// <summary>Raised with every change that changes a picture; a test checks the pictures against it.</summary>
    public const int GeneratorVersion = 2;

    /// <summary>A folder name for images of these settings by this version of the generator.</summary>
    /// <param name="settings">What to draw.</param>
    /// <returns><c>synthetic-</c> and eight digits of a hash.</returns>
    public static string FolderName(SyntheticSettings settings)
    {
        var key = FormattableString.Invariant($"{GeneratorVersion} {settings.ImagesPerClass} {settings.Size} {settings.Seed}");
        return "synthetic-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..8];
    }

    /// <summary>Where a suite's images are drawn: beside the store, in a folder named after what they were drawn from.</summary>
    /// <param name="storeFolder">The store of finished epochs.</param>
    /// <param name="settings">What to draw.</param>
    /// <returns>A full path; suites of the same settings share it.</returns>
    public static string FolderBeside(string storeFolder, SyntheticSettings settings)
    {
        var store = Path.TrimEndingDirectorySeparator(Path.GetFullPath(storeFolder));
        return Path.Combine(Path.GetDirectoryName(store)!, "data", FolderName(settings));
    }

    /// <summary>Draws the images unless the folder already holds them, complete and with these settings. Several processes may do so at once: the first to
    /// finish has the folder, the others' equal copies are dropped.</summary>
    /// <param name="folder">Where the class folders will be.</param>
    /// <param name="settings">What to draw.</param>
    /// <param name="progress">Notified of how many images of how many are drawn, from several threads; null for none.</param>
    /// <param name="cancellation">Ends the drawing; what was drawn is removed.</param>
    /// <returns>Whether the images were drawn here.</returns>
    /// <exception cref="HarnessException">The folder holds something else or damaged images, or it cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static bool Ensure(
        string folder,
        SyntheticSettings settings,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var drawing = new SyntheticDrawing(folder, settings, replaces: false, progress, cancellation);
        if (IsFree(folder)) return drawing.Run();
        Verify(folder, settings);
        drawing.RemoveLeftovers();
        return false;
    }

    /// <summary>Draws the images in place of an existing data set of this kind, whatever its settings or its damage.</summary>
    /// <param name="folder">Where the class folders will be.</param>
    /// <param name="settings">What to draw.</param>
    /// <param name="progress">Notified of how many images of how many are drawn, from several threads; null for none.</param>
    /// <param name="cancellation">Ends the drawing; what was there before stays.</param>
    /// <exception cref="HarnessException">The folder holds something else, or it cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static void Replace(
        string folder,
        SyntheticSettings settings,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!IsFree(folder))
        {
            if (!File.Exists(Path.Combine(folder, SyntheticDescription.FileName))) throw HoldsOtherThings(folder);
            RefuseOtherThings(folder);
        }
        new SyntheticDrawing(folder, settings, replaces: true, progress, cancellation).Run();
    }

    /// <summary>Verifies that a folder holds all images of some settings, bit for bit as they were drawn.</summary>
    /// <param name="folder">The folder with the class folders.</param>
    /// <param name="settings">The settings that it must be of.</param>
    /// <exception cref="HarnessException">It does not; the message says what is wrong.</exception>
    public static void Verify(string folder, SyntheticSettings settings)
    {
        var description = ReadDescription(folder, settings);
        if (description.Settings != settings || description.GeneratorVersion != GeneratorVersion)
            throw IsOfOtherSettings(folder, description, settings);
        new SyntheticProof(folder, settings, description).Check();
    }

    /// <summary>Whether there is nothing at the place of a folder that could be lost.</summary>
    internal static bool IsFree(string folder)
    {
        if (File.Exists(folder))
            throw new HarnessException($"'{folder}' is a file, not a folder.", "Name another folder for the drawn images.");
        return SyntheticProof.Guarded(folder, () => !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any());
    }

    private static SyntheticDescription ReadDescription(string folder, SyntheticSettings settings)
    {
        var path = Path.Combine(folder, SyntheticDescription.FileName);
        if (!File.Exists(path)) throw HoldsOtherThings(folder);
        if (SyntheticDescription.Parse(SyntheticProof.Guarded(folder, () => File.ReadAllBytes(path))) is { } description) return description;
        // Other programs have files of this name, too.
        RefuseOtherThings(folder);
        throw SyntheticProof.IsDamaged(folder, settings, $"its {SyntheticDescription.FileName} cannot be read");
    }

    private static void RefuseOtherThings(string folder)
    {
        if (SyntheticProof.Guarded(folder, () => SyntheticFiles.OthersIn(folder).Min(StringComparer.Ordinal)) is not { } other) return;
        throw new HarnessException(
            $"The folder '{folder}' holds '{other}', which was not drawn by harness.",
            "Name another folder for the drawn images, or move what is yours elsewhere. Nothing was changed.");
    }

    private static HarnessException HoldsOtherThings(string folder) => new(
        $"The folder '{folder}' is not empty and was not drawn by harness (it has no {SyntheticDescription.FileName}).",
        "Name another folder for the drawn images, or delete this one if nothing in it is worth keeping. Nothing was changed.");

    private static HarnessException IsOfOtherSettings(string folder, SyntheticDescription found, SyntheticSettings wanted) => new(
        $"The folder '{folder}' holds drawn images of {InWords(found.Settings, found.GeneratorVersion)}, "
            + $"not of {InWords(wanted, GeneratorVersion)}.",
        $"Name another folder, or replace them: {SyntheticProof.CommandFor(folder, wanted)}");

    private static string InWords(SyntheticSettings settings, int version) => FormattableString.Invariant(
        $"{settings.ImagesPerClass} images a class, {settings.Size} pixels, seed {settings.Seed}, generator {version}");
}
