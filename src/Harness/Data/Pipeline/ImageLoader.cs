using Harness.Data.Images;
using Harness.Diagnostics;

namespace Harness.Data.Pipeline;

/// <summary>Reads and decodes image files. Safe to use from many threads.</summary>
/// <param name="root">The folder to which paths are relative.</param>
internal sealed class ImageLoader(string root)
{
    private const string Remedy = "Restore the file and run again; what is already computed is kept.";

    /// <summary>Where an image is.</summary>
    /// <param name="path">Relative to the root.</param>
    /// <returns>Its full path.</returns>
    public string FullPath(string path) => Path.Combine(root, path);

    /// <summary>Decodes an image; nothing is looked up or kept.</summary>
    /// <param name="path">Relative to the root.</param>
    /// <returns>The image in a pooled buffer; the caller disposes it.</returns>
    /// <exception cref="HarnessException">The file is missing, cannot be read or is not an image.</exception>
    /// <exception cref="OutOfMemoryException">There is too little memory for its pixels.</exception>
    public RgbImage Decode(string path)
    {
        var fullPath = FullPath(path);
        try
        {
            using var file = FileBytes.Read(fullPath);
            return ImageDecoder.Decode(file.Span);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HarnessException($"The image '{fullPath}' vanished during the run.", Remedy, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The image '{fullPath}' cannot be read: {exception.Message}", Remedy, exception);
        }
        catch (ImageContentException exception)
        {
            // It was whole when the manifest was made: since then it has changed, or Harness has learned to find such damage.
            throw new HarnessException(
                $"The image '{fullPath}' cannot be used: it {exception.Message}",
                "If the file has changed, restore it and run again; what is already computed is kept. Otherwise remove it, and continue with the others with --keep-split.",
                exception);
        }
    }
}
