using Harness.Data.Images;
using Harness.Data.Transforms;
using Harness.Diagnostics;

namespace Harness.Data.Pipeline;

/// <summary>The images of one split on their way from file to batch, through the cache. Safe to use from many threads.</summary>
/// <param name="loader">Reads files.</param>
/// <param name="cache">Keeps images.</param>
/// <param name="transforms">What happens to each image.</param>
/// <param name="scope">Distinguishes the images from others with the same paths in the cache.</param>
/// <remarks>
/// What is the same in every epoch is done once: the cache gets the bytes that the transforms before the first random one give.
/// The results are the same bits with and without a cache.
/// </remarks>
internal sealed class SplitImages(ImageLoader loader, DecodedImageCache cache, TransformPipeline transforms, string scope = "")
{
    private readonly string _preparedForm = transforms.Form;

    /// <summary>Height and width of the results, in pixels.</summary>
    public int ImageSize => transforms.ImageSize;

    /// <summary>Writes one image, transformed and normalized.</summary>
    /// <param name="path">Relative to the data folder.</param>
    /// <param name="seed">The seed of the training run; 0 for validation.</param>
    /// <param name="epoch">Counted from 0 over all phases; 0 for validation.</param>
    /// <param name="index">The image's place in the list of its split.</param>
    /// <param name="destination">Height × width × 3 floats, channels innermost.</param>
    /// <exception cref="HarnessException">The file is missing, cannot be read or is not an image, or one that the transforms cannot take.</exception>
    public void Write(string path, long seed, int epoch, long index, Span<float> destination)
    {
        try
        {
            using var prepared = cache.Find(Key(path), _preparedForm) ?? (transforms.BeginsFixed ? Prepare(path) : cache.Keep(Key(path), loader.Decode(path)));
            transforms.Complete(prepared, seed, epoch, index, destination);
        }
        catch (ImageContentException exception)
        {
            throw new HarnessException(
                $"The image '{loader.FullPath(path)}' cannot be transformed: it {exception.Message}.", "Crop or remove the image, or change the transforms in the suite.", exception);
        }
    }

    private string Key(string path) => scope + path;

    private RgbImage Prepare(string path)
    {
        var found = cache.Find(Key(path));
        var decoded = found ?? loader.Decode(path);
        var prepared = transforms.Prepare(decoded);
        // The smaller of the two is kept, so that the budget lasts for the most images.
        if (prepared.ByteCount < decoded.ByteCount)
        {
            cache.Forget(Key(path));
            prepared = cache.Keep(Key(path), prepared, _preparedForm);
        }
        else if (found is null)
        {
            decoded = cache.Keep(Key(path), decoded);
        }
        decoded.Dispose();
        return prepared;
    }
}
