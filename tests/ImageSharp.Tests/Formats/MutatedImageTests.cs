using System.Diagnostics;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ImageSharp.Tests.Formats;

/// <summary>Damaged files must never do more than throw the documented exceptions.</summary>
public sealed class MutatedImageTests
{
    private const int Rounds = 60;
    private const int LargestDecoded = 1_000_000;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Load_RandomMutations_GiveImagesOrDocumentedExceptions(int seed)
    {
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        int decoded = 0, refused = 0;
        var names = TestImages.Names.Order(StringComparer.Ordinal).ToArray();
        for (var round = 0; round < Rounds && watch.Elapsed < Budget; round++)
        {
            foreach (var name in names)
            {
                var data = Mutate(TestImages.Read(name), random);
                if (random.Next(8) > 0) PngChecksums.Repair(data);
                if (TryDecode(data)) decoded++;
                else refused++;
            }
        }

        // Both outcomes must have been met, else the mutations test nothing.
        Assert.InRange(decoded, 50, int.MaxValue);
        Assert.InRange(refused, 50, int.MaxValue);
    }

    private static byte[] Mutate(byte[] data, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                return data[..random.Next(1, data.Length)];
            case 1:
                data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
                return data;
            case 2:
                for (var i = random.Next(1, 20); i > 0; i--) data[random.Next(data.Length)] = (byte)random.Next(256);
                return data;
            default:
                var (from, to) = (random.Next(data.Length), random.Next(data.Length));
                var length = random.Next(1, data.Length - Math.Max(from, to) + 1);
                data.AsSpan(from, length).CopyTo(data.AsSpan(to));
                return data;
        }
    }

    private static bool TryDecode(byte[] data)
    {
        try
        {
            var info = Image.Identify(data);
            if ((long)info.Width * info.Height > LargestDecoded) return false;
            using var image = Image.Load<Rgb24>(data);
            using var reduced = Image.Load<Rgba32>(new DecoderOptions { TargetSize = new Size(9, 9) }, data);
            image.Mutate(static context => context.AutoOrient());
            Assert.Equal((long)info.Width * info.Height, (long)image.Width * image.Height);
            return true;
        }
        catch (Exception error) when (error is ImageFormatException or NotSupportedException)
        {
            return false;
        }
    }
}
