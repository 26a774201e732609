using System.Text;
using Harness.Data.Images;
using Harness.Data.Integrity;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;

namespace Harness.Tests.Data.Integrity;

public sealed class FileContentTests
{
    private static string? ProblemOf(byte[] file) => FileContent.FindProblem(file);

    private static byte[] Jpeg => ReferenceData.ReadFile("subsampled.jpg");

    private static byte[] Png => ReferenceData.ReadFile("small.png");

    [Theory]
    [InlineData("subsampled.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("gray.jpg")]
    [InlineData("rotated-by-exif.jpg")]
    [InlineData("small.png")]
    public void FindProblem_WholeImage_IsNull(string name) => Assert.Null(ProblemOf(ReferenceData.ReadFile(name)));

    [Fact]
    public void FindProblem_BytesBehindTheEnd_IsNull()
    {
        Assert.Null(ProblemOf([.. Jpeg, 1, 2, 3]));
        Assert.Null(ProblemOf([.. Png, 1, 2, 3]));
    }

    [Fact]
    public void FindProblem_NoBytes_SaysEmpty() => Assert.Equal("is empty (0 bytes)", ProblemOf([]));

    [Fact]
    public void FindProblem_JpegCutAnywhere_SaysCutShort()
    {
        var jpeg = Jpeg;
        for (var length = 3; length < jpeg.Length; length++) Assert.Contains("is cut short", ProblemOf(jpeg[..length]));
    }

    [Fact]
    public void FindProblem_PngCutAnywhere_SaysCutShort()
    {
        var png = Png;
        for (var length = 8; length < png.Length - 16; length++) Assert.Contains("is cut short", ProblemOf(png[..length]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FindProblem_PngWithoutItsLastChunk_HasAllPixels(bool interlaced)
    {
        using var image = new SixLabors.ImageSharp.Image<SixLabors.ImageSharp.PixelFormats.Rgb24>(13, 11);
        using var file = new MemoryStream();
        image.Save(file, new PngEncoder { InterlaceMethod = interlaced ? PngInterlaceMode.Adam7 : PngInterlaceMode.None });
        var png = file.ToArray();
        Assert.Null(ProblemOf(png[..^12]));
        Assert.Null(ProblemOf(png[..^5]));
        Assert.Contains("is cut short", ProblemOf(png[..^14]));
    }

    [Theory]
    [InlineData("subsampled.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("gray.jpg")]
    [InlineData("full.jpg")]
    public void FindMissingPixels_ScanCutBeforeAnEndMarker_IsFound(string name)
    {
        var file = ReferenceData.ReadFile(name);
        Assert.Null(MissingPixels(file));
        var scan = file.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]);
        byte[] cut = [.. file[..(scan + ((file.Length - scan) / 2))], 0xFF, 0xD9];
        Assert.Null(ProblemOf(cut));
        Assert.Contains("is cut short", MissingPixels(cut));
    }

    [Fact]
    public void FindMissingPixels_ThumbnailBeforeThePixels_IsNotTakenForThem()
    {
        var thumbnail = Jpeg;
        byte[] file = [.. Jpeg[..2], 0xFF, 0xE1, (byte)((thumbnail.Length + 2) >> 8), (byte)(thumbnail.Length + 2), .. thumbnail, .. Jpeg[2..]];
        Assert.Null(MissingPixels(file));
        var scan = file.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]);
        Assert.Contains("is cut short", MissingPixels([.. file[..(scan + ((file.Length - scan) / 2))], 0xFF, 0xD9]));
    }

    [Fact]
    public void FindMissingPixels_GrayImage_IsWhole()
    {
        using var image = new SixLabors.ImageSharp.Image<SixLabors.ImageSharp.PixelFormats.Rgb24>(40, 30, new(128, 128, 128));
        using var file = new MemoryStream();
        image.Save(file, new JpegEncoder());
        Assert.Null(MissingPixels(file.ToArray()));
    }

    private static string? MissingPixels(byte[] file)
    {
        using var image = ImageDecoder.Decode(file);
        return FileContent.FindMissingPixels(file, image);
    }

    [Fact]
    public void FindProblem_PngWithAnyBitOfAChunkFlipped_IsFound()
    {
        for (var position = 12; position < Png.Length - 12; position += 13)
        {
            var broken = Png;
            broken[position] ^= 0x10;
            Assert.NotNull(ProblemOf(broken));
        }
    }

    [Fact]
    public void FindProblem_PngWithWrongChecksum_NamesChunkAndPlace()
    {
        var broken = Png;
        broken[20] ^= 1;
        Assert.Contains("checksum of the PNG's IHDR chunk at byte 8", ProblemOf(broken));
    }

    [Theory]
    [InlineData("Hello,\nworld", "a text file (it begins with 'Hello, world')")]
    [InlineData("<!DOCTYPE html><html><body>", "a web page")]
    [InlineData("<?xml version='1.0'?><feed>", "a text file (it begins with '<?xml version='1.0'?><fe')")]
    [InlineData("<svg width='1'/>", "an SVG drawing")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00", "a Git LFS pointer ('git lfs pull' gets the image)")]
    [InlineData("....ftypisom", "a film")]
    [InlineData("....jP  \r\n", "a JPEG 2000 image")]
    [InlineData("....JXL \r\n", "a JPEG XL image")]
    [InlineData("%PDF-1.7", "a PDF document")]
    [InlineData("....ftypavif", "an AVIF image")]
    [InlineData("....ftypheic", "a HEIC image")]
    [InlineData("\u0001\u0002\u0003", "of an unknown format")]
    public void FindProblem_OtherContent_SaysWhatItIs(string content, string expected) =>
        Assert.Equal($"is {expected}, not a supported image", ProblemOf(Encoding.Latin1.GetBytes(content)));
}
