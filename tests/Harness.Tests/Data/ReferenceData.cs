using System.Security.Cryptography;
using System.Text.Json;
using Harness.Data.Images;

namespace Harness.Tests.Data;

/// <summary>The values that Reference/generate.py got from Pillow and torchvision, and the images that it compared.</summary>
internal static class ReferenceData
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly JsonDocument Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected.json")));

    public static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Harness.sln"))) folder = folder.Parent!;
            return Path.Combine(folder.FullName, "tests", "Harness.Tests", "Data", "Reference");
        }
    }

    public static IReadOnlyList<T> Cases<T>(string kind)
    {
        var cases = Expected.RootElement.GetProperty(kind).Deserialize<List<T>>(Options)!;
        Assert.NotEmpty(cases);
        return cases;
    }

    public static byte[] ReadFile(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Hash(RgbImage image) => Hash(image.Pixels);

    /// <summary>The image that generate.py calls pattern.</summary>
    public static RgbImage Pattern(int width, int height)
    {
        var image = RgbImage.Rent(width, height);
        var i = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                    image.Pixels[i++] = (byte)((3 * x * x) + (5 * y * y) + (7 * x * y) + (85 * channel) + (x ^ y));
            }
        }
        return image;
    }

    /// <summary>A smooth image, which survives a lower resolution.</summary>
    public static RgbImage Gradient(int width, int height)
    {
        var image = RgbImage.Rent(width, height);
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, i / width);
            image.Pixels[3 * i] = (byte)(127 + (100 * Math.Sin(x / 23.0)));
            image.Pixels[(3 * i) + 1] = (byte)(127 + (100 * Math.Cos(y / 31.0)));
            image.Pixels[(3 * i) + 2] = (byte)(255 * (x + y) / (width + height));
        }
        return image;
    }

    /// <summary>The image that generate.py calls cube: one color a pixel, every fifth value of each channel.</summary>
    public static RgbImage Cube()
    {
        var image = RgbImage.Rent(52 * 52, 52);
        for (var i = 0; i < 52 * 52 * 52; i++)
        {
            image.Pixels[3 * i] = (byte)(i / (52 * 52) * 5);
            image.Pixels[(3 * i) + 1] = (byte)(i / 52 % 52 * 5);
            image.Pixels[(3 * i) + 2] = (byte)(i % 52 * 5);
        }
        return image;
    }
}
