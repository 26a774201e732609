using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Harness.Data.Images;

namespace Harness.Tests.Data.Images;

/// <summary>Samples of every format and mode, compared with what Pillow decodes (Samples/generate.py), and what damage makes of them.</summary>
public sealed class ImageSamplesTests
{
    // ImageSharp expands 5 and 6 bits to 8 in another way than Pillow.
    private static readonly string[] FewBits = ["rgb-16.bmp", "rgb-565.bmp"];

    private static readonly string[] NotRead = [
        "bilevel-raw.tif", "cmyk-raw.tif", "cmyk-lzw.tif", "cmyk-deflate.tif", "cmyk-packbits.tif", "group-4.tif", "animated.webp"];

    private static string Folder => Path.Combine(ReferenceData.Folder, "..", "Images", "Samples");

    private static readonly Dictionary<string, Sample> Samples =
        JsonSerializer.Deserialize<Dictionary<string, Sample>>(File.ReadAllBytes(Path.Combine(Folder, "expected.json")), JsonSerializerOptions.Web)!;

    private sealed record Sample(int Width, int Height, string? Rgb, byte[]? Pixels);

    public static TheoryData<string> Readable => [.. Samples.Keys.Except(NotRead).Except(FewBits)];

    public static TheoryData<string> Unreadable => [.. NotRead];

    private static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    [Theory]
    [MemberData(nameof(Readable))]
    public void Decode_Sample_GivesThePixelsOfPillow(string name)
    {
        var expected = Samples[name];
        using var image = ImageDecoder.Decode(Read(name));
        Assert.Equal((expected.Width, expected.Height), (image.Width, image.Height));
        if (expected.Pixels is null)
        {
            Assert.Equal(expected.Rgb, ReferenceData.Hash(image));
            return;
        }
        var differences = expected.Pixels.Zip(image.Pixels.ToArray(), (one, other) => Math.Abs(one - other)).ToList();
        Assert.InRange(differences.Max(), 0, name.EndsWith(".jpg", StringComparison.Ordinal) ? 0 : 3);
        Assert.InRange(differences.Count(difference => difference > 0), 0, differences.Count / 20);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Decode_ModeThatIsNotRead_SaysSo(string name) => Assert.Throws<ImageContentException>(() => ImageDecoder.Decode(Read(name)));

    [Fact]
    public void Decode_RandomDamage_GivesAnImageOrTheOneException()
    {
        var random = new Random(1);
        int decoded = 0, refused = 0;
        foreach (var name in Samples.Keys)
        {
            for (var round = 0; round < 12; round++)
            {
                if (IsDecoded(Damage(Read(name), random))) decoded++;
                else refused++;
            }
        }
        Assert.InRange(decoded, 100, int.MaxValue);
        Assert.InRange(refused, 100, int.MaxValue);
    }

    [Theory]
    [InlineData("rgb-444.jpg")]
    [InlineData("rgb-8.png")]
    [InlineData("rgb.bmp")]
    [InlineData("rgb.ppm")]
    [InlineData("rgb-16.ppm")]
    [InlineData("rgb-raw.tif")]
    [InlineData("lossless.webp")]
    [InlineData("colors.gif")]
    public void Decode_CutAnywhere_GivesAnImageOrTheOneException(string name)
    {
        var file = Read(name);
        for (var length = 0; length < file.Length; length += 1 + (file.Length / 40)) IsDecoded(file[..length]);
        Assert.False(IsDecoded(file[..10]));
    }

    [Theory]
    [InlineData("rgb.ppm")]
    [InlineData("gray.pgm")]
    [InlineData("rgb-16.ppm")]
    [InlineData("rgb-ascii.ppm")]
    [InlineData("gray-ascii.pgm")]
    [InlineData("rgb-16-ascii.ppm")]
    [MemberData(nameof(OtherFormatsOfOneImage))]
    public void Decode_HalfOfTheFile_IsRefused(string name)
    {
        var file = Read(name);
        Assert.False(IsDecoded(file[..(file.Length / 2)]));
    }

    public static TheoryData<string> OtherFormatsOfOneImage =>
        [.. Samples.Keys.Except(NotRead).Where(name => Path.GetExtension(name) is ".bmp" or ".gif" or ".tif" or ".tiff" or ".webp").Except(["animated.gif", "two-pages.tiff"])];

    [Theory]
    [InlineData("animated.gif")]
    [InlineData("two-pages.tiff")]
    public void Decode_FileThatIsCutBehindItsFirstImage_IsRead(string name)
    {
        var file = Read(name);
        Assert.True(IsDecoded(file[..^100]));
    }

    // Some programs write no empty block after the pixels, as the format wants it.
    [Fact]
    public void Decode_GifWithoutTheBlockAfterItsPixels_IsRead()
    {
        var file = Read("colors.gif");

        Assert.Equal([0, 0x3B], file[^2..]);
        Assert.True(IsDecoded([.. file[..^2], 0x3B]));
        Assert.True(IsDecoded(file[..^2]));
        Assert.False(IsDecoded(file[..^3]));
    }

    [Fact]
    public void Decode_TiffWithThousandsOfTagsThatClaimTheWholeFile_TakesNoMemoryForThem()
    {
        const int Tags = 20_000;
        var file = new byte[8 + 2 + (Tags * 12) + 1_000_000];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), Tags);
        for (var tag = 0; tag < Tags; tag++)
        {
            var entry = file.AsSpan(10 + (tag * 12));
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)(1000 + tag));
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], 3);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], 500_000);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, TiffLength.Of(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    // Some programs write the size of a whole strip for the last one, too.
    [Fact]
    public void Decode_TiffWhoseLastStripClaimsMoreThanItsRows_IsRead()
    {
        const int SizeAt = 114, Size = 1914;
        var file = Read("rgb-raw.tif");
        var pixels = PixelsOrProblem(file);

        Assert.Equal(Size, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(SizeAt)));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(SizeAt), 2 * Size);

        Assert.Equal(pixels, PixelsOrProblem(file));
        Assert.Equal("is cut short: its pixels reach beyond its end", PixelsOrProblem(file[..^1]));
    }

    [Theory]
    [InlineData("P3 1 1 100\n0 50 100", "0 128 255")]
    [InlineData("P3 # a comment\n1 1 100 0 # another\n50 100", "0 128 255")]
    [InlineData("P2 1 1 1000\n400\n", "102 102 102")]
    [InlineData("P3 1 1 100\n0 50", "is cut short")]
    [InlineData("P3 1 1 100\n0 50 101", "holds a sample of 101, more than its maximum of 100")]
    [InlineData("P3 1 1 100\n0 50 x", "holds samples that are not numbers")]
    public void Decode_PlainSamples_GivesThePixelsOrSaysWhatIsWrong(string file, string expected) => Assert.Equal(expected, PixelsOrProblem(Encoding.ASCII.GetBytes(file)));

    [Theory]
    [MemberData(nameof(Giants))]
    public void Decode_HeaderThatClaimsGigabytes_IsRefusedBeforeAnythingIsAllocated(string name, byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ImageContentException>(() => ImageDecoder.Decode(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000, name);
    }

    [Fact]
    public async Task Decode_TiffWhoseDirectoriesFormALoop_Ends()
    {
        // The offset of the next directory stands behind the entries; it is made to point back to the first.
        var file = Changed("rgb-raw.tif", bytes =>
        {
            var first = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
            var entries = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(first));
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(first + 2 + (12 * entries)), first);
        });
        await Task.Run(() => IsDecoded(file)).WaitAsync(TimeSpan.FromMinutes(1));
    }

    public static TheoryData<string, byte[]> Giants => new()
    {
        { "BMP", Changed("rgb.bmp", file => { BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), 60000); BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), 60000); }) },
        { "GIF", Changed("colors.gif", file => { BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), 60000); BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), 60000); }) },
        { "PNG", Changed("rgb-8.png", file => { BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 60000); BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 60000); }) },
        { "JPEG", Changed("rgb-444.jpg", file => file.AsSpan(file.AsSpan().IndexOf<byte>([0xFF, 0xC0]) + 5, 4).Fill(0xEA)) },
        { "PPM", Encoding.ASCII.GetBytes("P6 60000 60000 255\nabc") },
    };

    private static byte[] Changed(string name, Action<byte[]> change)
    {
        var file = Read(name);
        change(file);
        return file;
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        if (random.Next(4) == 0) return file[..random.Next(file.Length)];
        for (var i = random.Next(1, 12); i > 0; i--) file[random.Next(file.Length)] = (byte)random.Next(256);
        return file;
    }

    private static string PixelsOrProblem(byte[] file)
    {
        try
        {
            using var image = ImageDecoder.Decode(file);
            return string.Join(' ', image.Pixels.ToArray());
        }
        catch (ImageContentException exception)
        {
            return exception.Message;
        }
    }

    private static bool IsDecoded(byte[] file)
    {
        try
        {
            ImageDecoder.Decode(file).Dispose();
            return true;
        }
        catch (ImageContentException)
        {
            return false;
        }
    }
}
