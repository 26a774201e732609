using Harness.Data.Images;
using Harness.Data.Manifests;
using Harness.Data.Quality;
using Harness.Data.Splits;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Harness.Tests.Data.Quality;

public sealed class NearCopiesTests
{
    [Fact]
    public void Of_SameSceneSmallerDarkerAndCompressed_IsNear()
    {
        using var scene = Scene(1);
        using var other = scene.Clone(context => context.Resize(90, 70).Brightness(0.8f));

        Assert.InRange(Distance(scene, other), 0, Fingerprint.SameScene);
    }

    [Fact]
    public void Of_OtherScenes_AreFar()
    {
        for (var seed = 1; seed < 20; seed++)
        {
            using var one = Scene(seed);
            using var other = Scene(seed + 100);
            Assert.True(Distance(one, other) > Fingerprint.SameScene + 10, $"seed {seed}");
        }
    }

    [Fact]
    public void Of_PlainImage_IsNone()
    {
        using var plain = new Image<Rgb24>(64, 64, new(10, 20, 30));
        using var digit = new Image<Rgb24>(28, 28);
        for (var y = 6; y < 22; y++) digit[14, y] = new(255, 255, 255);
        Assert.Null(FingerprintOf(plain));
        Assert.Null(FingerprintOf(digit));
    }

    [Fact]
    public void LoadOrCreate_ScenesOnBothSides_AreToldNowAndLater()
    {
        using var folder = new ImageFolder();
        var seed = 1;
        foreach (var name in new[] { "daisy", "rose" })
        {
            for (var i = 0; i < 10; i++)
            {
                using var scene = Scene(seed++);
                folder.Add($"{name}/{i:000}.png", Encoded(scene));
            }
        }
        using var copy = Scene(1).Clone(context => context.Resize(100, 80));
        folder.Add("daisy/again.png", Encoded(copy));

        var split = new SplitSettings { Rule = SplitRule.First, Fraction = 0.2 };
        var created = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, split);
        var read = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, split);

        Assert.Equal([new("daisy/000.png", "daisy/again.png")], created.NearCopies);
        Assert.Equal(created.NearCopies, read.NearCopies);
        Assert.Contains("1 of 4 images that are held out looks almost like a training image ('daisy/000.png' and 'daisy/again.png')", Assert.Single(DataQuality.NotesOf(read)), StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrCreate_TooManyImagesToCompare_SaysSoNowAndLater()
    {
        using var folder = ImageFolder.WithTwoClasses(5);
        var split = new SplitSettings { Rule = SplitRule.First, Fraction = 0.2 };

        // Eight images train and two are held out.
        var created = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, split, new() { MostPairs = 15 });
        var read = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, split, new() { MostPairs = 15 });
        var compared = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, split, new() { MostPairs = 16 });

        Assert.Equal([NearCopies.NotLookedFor], created.ListingNotes);
        Assert.Equal(created.ListingNotes, read.ListingNotes);
        Assert.Empty(compared.ListingNotes);
    }

    // Soft spots of color, as photographs have them.
    private static Image<Rgb24> Scene(int seed)
    {
        var random = new Random(seed);
        using var small = new Image<Rgb24>(7, 6);
        for (var y = 0; y < small.Height; y++)
        {
            for (var x = 0; x < small.Width; x++) small[x, y] = new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
        }
        return small.Clone(context => context.Resize(160, 120));
    }

    private static int Distance(Image<Rgb24> one, Image<Rgb24> other) => (int)UInt128.PopCount(FingerprintOf(one)!.Value ^ FingerprintOf(other)!.Value);

    private static UInt128? FingerprintOf(Image<Rgb24> image)
    {
        using var decoded = ImageDecoder.Decode(Encoded(image));
        return Fingerprint.Of(decoded);
    }

    private static byte[] Encoded(Image<Rgb24> image)
    {
        using var file = new MemoryStream();
        image.Save(file, new JpegEncoder { Quality = 80 });
        return file.ToArray();
    }
}
