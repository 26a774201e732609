namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>JPEG.</summary>
public sealed class JpegFormat : IImageFormat
{
    private JpegFormat()
    {
    }

    public static JpegFormat Instance { get; } = new();

    public string Name => "JPEG";

    public string DefaultMimeType => "image/jpeg";

    public IEnumerable<string> MimeTypes { get; } = ["image/jpeg", "image/pjpeg"];

    public IEnumerable<string> FileExtensions { get; } = ["jpg", "jpeg", "jfif"];
}
