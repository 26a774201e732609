using System.Security.Cryptography;
using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Data.Synthetic;

/// <summary>Verifies that a folder holds every image bit for bit as it was drawn, or names the exceptions.</summary>
internal sealed class SyntheticProof(string folder, SyntheticSettings settings, SyntheticDescription description)
{
    /// <summary>Reads every image.</summary>
    /// <exception cref="HarnessException">An image is missing, added or changed, or cannot be read.</exception>
    public void Check()
    {
        var listed = SyntheticFiles.List(settings);
        var found = CountImages();
        var missing = listed.Select(image => image.Path).Where(path => !File.Exists(Path.Combine(folder, path))).ToList();
        var names = missing.Count == 0 ? "" : $": {Name(missing, "is missing", "are missing")}";
        if (found != listed.Count || description.Images != listed.Count)
            throw Damaged(FormattableString.Invariant($"it holds {found} images instead of {listed.Count}{names}"));
        if (missing.Count > 0) throw Damaged(Name(missing, "is missing", "are missing"));
        var lines = listed.Select(image => SyntheticFiles.Line(image.Path, HashOf(image.Path))).ToList();
        if (SyntheticFiles.Hash(lines) != description.Sha256) throw Damaged(NameChanged(lines));
    }

    /// <summary>An error about a folder that was whole once.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="settings">What it should hold.</param>
    /// <param name="how">What is wrong with it.</param>
    public static HarnessException IsDamaged(string folder, SyntheticSettings settings, string how) => new(
        $"The drawn images in '{folder}' are damaged: {how}.",
        $"If nothing in it is yours, delete the folder and run the command again, which draws them again; or replace them: {CommandFor(folder, settings)}");

    /// <summary>The command that replaces what is there by newly drawn images.</summary>
    public static string CommandFor(string folder, SyntheticSettings settings) => FormattableString.Invariant(
        $"harness data synth {ShellText.Of(folder)} --images-per-class {settings.ImagesPerClass} --size {settings.Size} --seed {settings.Seed} --force");

    /// <summary>Reads something; errors of the file system become errors for the user.</summary>
    public static T Guarded<T>(string folder, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"The folder of drawn images '{folder}' cannot be read: {exception.Message}",
                "Check its permissions and that its disk is available.", exception);
        }
    }

    private HarnessException Damaged(string how) => IsDamaged(folder, settings, how);

    // Without files that systems leave beside images: .DS_Store, Thumbs.db.
    private int CountImages() => Guarded(folder, () => SyntheticFiles.ClassFolders
        .Select(name => Path.Combine(folder, name))
        .Where(Directory.Exists)
        .Sum(path => FolderWalk.Files(path).Count(ClassFolders.IsImage)));

    private string HashOf(string path) =>
        Guarded(folder, () => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, path)))));

    // The list of hashes names the files, as long as it is itself the one that was written with them.
    private string NameChanged(IReadOnlyList<string> lines)
    {
        var list = Path.Combine(folder, SyntheticFiles.ListName);
        var drawn = File.Exists(list) ? Guarded(folder, () => File.ReadAllLines(list)) : [];
        if (SyntheticFiles.Hash(drawn) != description.Sha256) return "its images are not those that were drawn";
        var changed = lines.Except(drawn).Select(SyntheticFiles.PathOf).ToList();
        return Name(changed, "is not as it was drawn", "are not as they were drawn");
    }

    private static string Name(IReadOnlyList<string> paths, string one, string many) => paths.Count == 1
        ? $"'{paths[0]}' {one}"
        : FormattableString.Invariant($"'{paths[0]}' and {paths.Count - 1} more {many}");
}
