using System.Text;
using Harness.Data.Images;
using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Inference;

/// <summary>Finds the images that a person names: files, folders and standard input.</summary>
public static class ImageInputs
{
    /// <summary>The name that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Finds images.</summary>
    /// <param name="names">Files, folders, whose images are taken in ordinal order of their paths, and <see cref="StandardInput"/>.</param>
    /// <param name="openStandardInput">Opens standard input, which holds an image, or paths of images, one per line.</param>
    /// <returns>The images in the order of the names; files are not read yet.</returns>
    /// <exception cref="HarnessException">A name is neither a file nor a folder, a folder has sub-folders that cannot be opened, or there is no image.</exception>
    public static IReadOnlyList<ImageInput> Find(IReadOnlyList<string> names, Func<Stream> openStandardInput)
    {
        var missing = names.Where(name => name != StandardInput && !File.Exists(name) && !Directory.Exists(name)).ToList();
        if (missing.Count > 0)
            throw new HarnessException($"There is neither a file nor a folder {string.Join(", ", missing.Select(name => $"'{name}'"))}.", "Check the paths.");
        var found = names.SelectMany(name => name == StandardInput ? FromStandardInput(openStandardInput) : OfPath(name)).ToList();
        return found.Count > 0 ? found : throw new HarnessException(
            $"There is no image in {string.Join(", ", names.Select(name => name == StandardInput ? "standard input" : $"'{name}'"))}.", $"Images are files that end in {string.Join(", ", ClassFolders.Extensions)}.");
    }

    private static IEnumerable<ImageInput> OfPath(string path)
    {
        if (File.Exists(path)) return [ImageInput.OfFile(path)];
        return FilesBelow(Path.GetFullPath(path))
            .Where(ClassFolders.IsImage)
            .Order(StringComparer.Ordinal)
            .Select(name => ImageInput.OfFile(Path.Combine(path, name)));
    }

    private static List<string> FilesBelow(string folder)
    {
        try
        {
            // Here no folder is a class: whoever names a folder means all images in it, also those that Harness has drawn.
            var walk = new FolderWalk(folder, FolderListing.Plain with { ListsOwn = true });
            var files = walk.FilesBelow(folder);
            ClassFolders.RefuseUndecodable(walk);
            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The folder '{folder}' cannot be read: {exception.Message}", "Check its permissions and that its disk is available.", exception);
        }
    }

    private static IEnumerable<ImageInput> FromStandardInput(Func<Stream> open)
    {
        using var buffer = new MemoryStream();
        using (var input = open()) input.CopyTo(buffer);
        var bytes = buffer.ToArray();
        if (ImageDecoder.Recognizes(bytes)) return [ImageInput.OfBytes("standard input", bytes)];
        // What is not an image and holds a null is not a list of paths either: reading it as an image says what is wrong.
        if (bytes.Contains((byte)0)) return [ImageInput.OfBytes("standard input", bytes)];
        return Encoding.UTF8.GetString(bytes)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(ImageInput.OfFile);
    }
}
