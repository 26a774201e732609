namespace SixLabors.ImageSharp.Formats;

/// <summary>An image file format; each is one object, so formats compare by reference.</summary>
public interface IImageFormat
{
    string Name { get; }

    string DefaultMimeType { get; }

    IEnumerable<string> MimeTypes { get; }

    IEnumerable<string> FileExtensions { get; }
}
