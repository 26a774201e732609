using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace ImageSharp.Tests;

/// <summary>The committed images and what Pillow decodes them to (see generate_images.py).</summary>
internal static class TestImages
{
    private static readonly Dictionary<string, Expected> All = JsonSerializer.Deserialize<Dictionary<string, Expected>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "expected.json")),
        new JsonSerializerOptions { PropertyNameCaseInsensitive = true })!;

    public static IEnumerable<string> Names => All.Keys;

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "images", name);

    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    public static Expected Expected(string name) => All[name];

    public static TheoryData<string> Where(Func<string, Expected, bool> condition)
        => [.. All.Where(pair => condition(pair.Key, pair.Value)).Select(static pair => pair.Key)];

    public static byte[] Bytes<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var pixels = new TPixel[image.Width * image.Height];
        image.CopyPixelDataTo(pixels);
        return MemoryMarshal.AsBytes<TPixel>(pixels).ToArray();
    }

    public static string Digest<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
        => Convert.ToHexStringLower(SHA256.HashData(Bytes(image)));

    public static int LargestDifference(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Assert.Equal(left.Length, right.Length);
        var largest = 0;
        for (var i = 0; i < left.Length; i++) largest = Math.Max(largest, Math.Abs(left[i] - right[i]));
        return largest;
    }
}
