using Harness.Data.Images;
using Harness.Data.Integrity;

namespace Harness.Inference;

/// <summary>An image to classify: a file, or bytes from elsewhere.</summary>
public sealed class ImageInput
{
    private readonly ReadOnlyMemory<byte>? _content;

    private ImageInput(string name, ReadOnlyMemory<byte>? content) => (Name, _content) = (name, content);

    /// <summary>The file's path as it was given, or another name.</summary>
    public string Name { get; }

    /// <summary>A file.</summary>
    /// <param name="path">Its path; nothing is read yet.</param>
    /// <returns>The input.</returns>
    public static ImageInput OfFile(string path) => new(path, null);

    /// <summary>The bytes of a file.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="content">The bytes; not copied.</param>
    /// <returns>The input.</returns>
    public static ImageInput OfBytes(string name, ReadOnlyMemory<byte> content) => new(name, content);

    /// <summary>Decodes the image.</summary>
    /// <returns>The image; the caller disposes it. Null, and the problem, where it cannot be read.</returns>
    /// <exception cref="OutOfMemoryException">There is too little memory for its pixels.</exception>
    internal (RgbImage? Image, string? Problem) Decode()
    {
        try
        {
            if (_content is { } content) return (Decode(content.Span), null);
            using var file = FileBytes.Read(Name);
            return (Decode(file.Span), null);
        }
        catch (ImageContentException exception)
        {
            return (null, $"it {exception.Message.TrimEnd('.')}");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "there is no such file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"it cannot be read: {exception.Message.TrimEnd('.')}");
        }
    }

    // A decoder makes up what a PNG lacks; for a training, that is found when the manifest is made. Decoding comes first, since it refuses sizes that no image has.
    private static RgbImage Decode(ReadOnlySpan<byte> file)
    {
        var image = ImageDecoder.Decode(file);
        if (!PngStructure.IsPng(file) || PngStructure.FindProblem(file) is not { } problem) return image;
        image.Dispose();
        throw new ImageContentException(problem);
    }
}
