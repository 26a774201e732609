using CsvHelper;
using Harness.Data.Images;
using Harness.Data.Splits;
using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Data.Labels;

/// <summary>Labels computed from the pixels of an image, for trying several tasks without your own labels.</summary>
/// <remarks>
/// Only the middle quarter of the image counts. <c>color</c> is what most of its pixels are: dark, pale, red, yellow, green or blue. <c>brightness</c> is bright where the mean luma
/// is at least 45 % of white, otherwise dim.
/// </remarks>
public static class MeasuredLabels
{
    private const double DarkBelow = 0.25, PaleBelow = 0.25, BrightFrom = 0.45;

    private static readonly string[] Colors = ["red", "yellow", "green", "blue", "pale", "dark"];

    /// <summary>Measures all images of a data folder and writes a table of labels.</summary>
    /// <param name="root">The folder that holds one folder of images per class.</param>
    /// <param name="path">The CSV file to write; replaced if it is there.</param>
    /// <param name="cancellation">Ends it early; nothing is written then.</param>
    /// <returns>The number of images.</returns>
    /// <exception cref="HarnessException">The folder cannot be used, an image cannot be read, or the file cannot be written.</exception>
    public static int Write(string root, string path, CancellationToken cancellation = default)
    {
        var listing = ClassFolders.List(root, new() { Cancellation = cancellation });
        var rows = new string[listing.Images.Count][];
        try
        {
            Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellation }, index => rows[index] = Row(listing.Root, listing.Images[index].Path));
        }
        catch (AggregateException exception) when (exception.InnerExceptions[0] is HarnessException)
        {
            throw exception.InnerExceptions[0];
        }
        AtomicFile.Write(path, "Free some disk space, or choose another file to write to.", temporary =>
        {
            using var csv = CsvWriter.ToFile(temporary, CsvDialect.Writing);
            csv.WriteRecord(["image", "color", "brightness"]);
            foreach (var row in rows) csv.WriteRecord(row);
        });
        return rows.Length;
    }

    /// <summary>Measures an image.</summary>
    /// <param name="image">Not changed.</param>
    /// <returns>Its color and brightness.</returns>
    internal static (string Color, string Brightness) Of(RgbImage image)
    {
        var counts = new int[Colors.Length];
        var (luma, pixels) = (0.0, 0);
        for (var y = image.Height / 4; y < Math.Max((image.Height / 4) + 1, image.Height * 3 / 4); y++)
        {
            var row = image.Row(y);
            for (var x = image.Width / 4; x < Math.Max((image.Width / 4) + 1, image.Width * 3 / 4); x++)
            {
                var (red, green, blue) = (row[3 * x] / 255.0, row[(3 * x) + 1] / 255.0, row[(3 * x) + 2] / 255.0);
                counts[ColorOf(red, green, blue)]++;
                luma += (0.299 * red) + (0.587 * green) + (0.114 * blue);
                pixels++;
            }
        }
        return (Colors[Array.IndexOf(counts, counts.Max())], luma / pixels >= BrightFrom ? "bright" : "dim");
    }

    private static string[] Row(string root, string path)
    {
        try
        {
            using var file = FileBytes.Read(Path.Combine(root, path));
            using var image = ImageDecoder.Decode(file.Span);
            var (color, brightness) = Of(image);
            return [path, color, brightness];
        }
        catch (Exception exception) when (exception is ImageContentException or IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The image '{path}' cannot be measured: {exception.Message}", "Replace or remove the file.", exception);
        }
    }

    // Value, saturation and hue of the HSV model; the hue in sixths of the circle, from red over yellow, green and blue.
    private static int ColorOf(double red, double green, double blue)
    {
        var (value, least) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
        if (value < DarkBelow) return Array.IndexOf(Colors, "dark");
        var range = value - least;
        if (range < PaleBelow * value) return Array.IndexOf(Colors, "pale");
        var hue = value == red ? (green - blue) / range : value == green ? 2 + ((blue - red) / range) : 4 + ((red - green) / range);
        var name = hue switch { < 0.6 => "red", < 1.25 => "yellow", < 2.8 => "green", < 4.4 => "blue", _ => "red" };
        return Array.IndexOf(Colors, name);
    }
}
