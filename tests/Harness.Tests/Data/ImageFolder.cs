using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Harness.Tests.Data;

/// <summary>A temporary data folder with small images, removed in the end.</summary>
internal sealed class ImageFolder : IDisposable
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("harness-data-").FullName;

    public string Root => Path.Combine(_temporary, "images");

    public string Manifest => Path.Combine(_temporary, "results", "manifest.csv");

    /// <summary>Two classes: a folder of flowers in miniature.</summary>
    public static ImageFolder WithTwoClasses(int imagesPerClass)
    {
        var folder = new ImageFolder();
        foreach (var name in new[] { "daisy", "rose" })
        {
            for (var i = 0; i < imagesPerClass; i++) folder.AddPng($"{name}/{i:000}.png", 20 + i, (name == "rose" ? 38 : 31) - (i % 7));
        }
        return folder;
    }

    /// <summary>Photographs in miniature, larger than what transforms make of them.</summary>
    public static ImageFolder WithJpegs(int imagesPerClass, int width, int height)
    {
        var folder = new ImageFolder();
        foreach (var name in new[] { "daisy", "rose" })
        {
            for (var i = 0; i < imagesPerClass; i++)
            {
                folder.AddJpeg($"{name}/{i:000}.jpg", width + i, height);
                // Behind the end of an image, so that no two classes have the same file.
                File.AppendAllText(folder.PathOf($"{name}/{i:000}.jpg"), name);
            }
        }
        return folder;
    }

    public string PathOf(string path) => Path.Combine(Root, path);

    public void Add(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), content);
    }

    public void AddPng(string path, int width = 24, int height = 18)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        using var pixels = ReferenceData.Pattern(width, height);
        using var image = SixLabors.ImageSharp.Image.LoadPixelData<Rgb24>(pixels.Pixels, width, height);
        using var stream = File.Create(PathOf(path));
        image.SaveAsPng(stream);
    }

    public void AddJpeg(string path, int width, int height)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        using var pixels = ReferenceData.Gradient(width, height);
        using var image = SixLabors.ImageSharp.Image.LoadPixelData<Rgb24>(pixels.Pixels, width, height);
        image.SaveAsJpeg(PathOf(path));
    }

    public void AddEmptyFolder(string path) => Directory.CreateDirectory(PathOf(path));

    public void Dispose() => Directory.Delete(_temporary, recursive: true);
}
