using Harness.Data.Images;
using Harness.Diagnostics;

namespace Harness.Data.Pipeline;

/// <summary>Gets decoded images, from the cache or from their files. Safe to use from many threads.</summary>
/// <param name="root">The folder to which paths are relative.</param>
/// <param name="cache">Where decoded images are kept.</param>
internal sealed class ImageLoader(string root, DecodedImageCache cache)
{
    private const string Remedy = "Restore the file and run again; what is already computed is kept.";

    /// <summary>Gets an image.</summary>
    /// <param name="path">Relative to the root.</param>
    /// <returns>The image, which must not be changed; the caller disposes it.</returns>
    /// <exception cref="HarnessException">The file is missing, cannot be read or is no image.</exception>
    public RgbImage Load(string path)
    {
        if (cache.Find(path) is { } kept) return kept;
        var fullPath = Path.Combine(root, path);
        try
        {
            using var file = FileBytes.Read(fullPath);
            return cache.Keep(path, ImageDecoder.Decode(file.Span));
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
            throw new HarnessException($"The image '{fullPath}' changed during the run: it {exception.Message}", Remedy, exception);
        }
    }
}
