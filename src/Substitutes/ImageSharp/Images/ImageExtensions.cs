using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;

namespace SixLabors.ImageSharp;

/// <summary>Saving by format or by the extension of a path.</summary>
public static class ImageExtensions
{
    /// <exception cref="UnknownImageFormatException">No encoder has this extension.</exception>
    public static void Save(this Image source, string path) => source.Save(path, EncoderFor(path));

    public static void Save(this Image source, string path, IImageEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(encoder);
        using var file = File.Create(path);
        source.Save(file, encoder);
    }

    public static void Save(this Image source, Stream stream, IImageFormat format)
    {
        ArgumentNullException.ThrowIfNull(stream);
        source.Save(stream, EncoderFor(format));
    }

    public static Task SaveAsync(this Image source, string path, CancellationToken cancellationToken = default)
        => source.SaveAsync(path, EncoderFor(path), cancellationToken);

    public static async Task SaveAsync(this Image source, string path, IImageEncoder encoder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(encoder);
        await using var file = File.Create(path);
        await source.SaveAsync(file, encoder, cancellationToken).ConfigureAwait(false);
    }

    public static Task SaveAsync(this Image source, Stream stream, IImageFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return source.SaveAsync(stream, EncoderFor(format), cancellationToken);
    }

    public static void SaveAsJpeg(this Image source, string path) => source.Save(path, new JpegEncoder());

    public static void SaveAsJpeg(this Image source, string path, JpegEncoder encoder) => source.Save(path, encoder ?? new JpegEncoder());

    public static void SaveAsJpeg(this Image source, Stream stream) => source.Save(stream, new JpegEncoder());

    public static void SaveAsJpeg(this Image source, Stream stream, JpegEncoder encoder) => source.Save(stream, encoder ?? new JpegEncoder());

    public static Task SaveAsJpegAsync(this Image source, string path) => source.SaveAsync(path, new JpegEncoder());

    public static Task SaveAsJpegAsync(this Image source, string path, CancellationToken cancellationToken)
        => source.SaveAsync(path, new JpegEncoder(), cancellationToken);

    public static Task SaveAsJpegAsync(this Image source, string path, JpegEncoder encoder, CancellationToken cancellationToken = default)
        => source.SaveAsync(path, encoder ?? new JpegEncoder(), cancellationToken);

    public static Task SaveAsJpegAsync(this Image source, Stream stream, CancellationToken cancellationToken = default)
        => source.SaveAsync(stream, new JpegEncoder(), cancellationToken);

    public static Task SaveAsJpegAsync(this Image source, Stream stream, JpegEncoder encoder, CancellationToken cancellationToken = default)
        => source.SaveAsync(stream, encoder ?? new JpegEncoder(), cancellationToken);

    public static void SaveAsPng(this Image source, string path) => source.Save(path, new PngEncoder());

    public static void SaveAsPng(this Image source, string path, PngEncoder encoder) => source.Save(path, encoder ?? new PngEncoder());

    public static void SaveAsPng(this Image source, Stream stream) => source.Save(stream, new PngEncoder());

    public static void SaveAsPng(this Image source, Stream stream, PngEncoder encoder) => source.Save(stream, encoder ?? new PngEncoder());

    public static Task SaveAsPngAsync(this Image source, string path) => source.SaveAsync(path, new PngEncoder());

    public static Task SaveAsPngAsync(this Image source, string path, CancellationToken cancellationToken)
        => source.SaveAsync(path, new PngEncoder(), cancellationToken);

    public static Task SaveAsPngAsync(this Image source, string path, PngEncoder encoder, CancellationToken cancellationToken = default)
        => source.SaveAsync(path, encoder ?? new PngEncoder(), cancellationToken);

    public static Task SaveAsPngAsync(this Image source, Stream stream, CancellationToken cancellationToken = default)
        => source.SaveAsync(stream, new PngEncoder(), cancellationToken);

    public static Task SaveAsPngAsync(this Image source, Stream stream, PngEncoder encoder, CancellationToken cancellationToken = default)
        => source.SaveAsync(stream, encoder ?? new PngEncoder(), cancellationToken);

    private static IImageEncoder EncoderFor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var extension = Path.GetExtension(path).TrimStart('.');
        if (JpegFormat.Instance.FileExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase)) return new JpegEncoder();
        if (PngFormat.Instance.FileExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase)) return new PngEncoder();
        throw new UnknownImageFormatException($"No encoder for the extension '.{extension}'. Known: jpg, jpeg, jfif, png, apng.");
    }

    private static IImageEncoder EncoderFor(IImageFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format switch
        {
            JpegFormat => new JpegEncoder(),
            PngFormat => new PngEncoder(),
            _ => throw new NotSupportedException($"No encoder for the format '{format.Name}'. Known: JPEG, PNG."),
        };
    }
}
