using System.Diagnostics;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ImageSharp.Tests.Images;

/// <summary>Alone, because it looks at the memory of the whole process.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const int Rounds = 1000;

    /// <summary>8 KiB a round, less than a decoder or an image that is not released.</summary>
    private const long Allowance = 3 * Rounds * 8192L;

    [Fact]
    public void DecodingInALoop_DoesNotGrow()
    {
        var whole = TestImages.Read("progressive.jpg");
        var png = TestImages.Read("scene.png");
        Run(whole, png, Rounds);
        var before = ProcessMemory();
        Run(whole, png, 3 * Rounds);
        Assert.InRange(ProcessMemory() - before, long.MinValue, Allowance);
    }

    /// <summary>Every way out of the native code: decoded, encoded, and failed in the header and in the pixels.</summary>
    private static void Run(byte[] jpeg, byte[] png, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            using var image = Image.Load<Rgb24>(jpeg);
            image.Mutate(static context => context.Resize(60, 60, KnownResamplers.Triangle));
            using var encoded = new MemoryStream();
            image.SaveAsPng(encoded);
            Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgb24>(png.AsSpan(0, png.Length - 500)));
            Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgb24>(jpeg.AsSpan(0, 150)));
        }
    }

    private static long ProcessMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
