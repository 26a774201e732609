using System.Text;
using Harness.Data.Integrity;

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
        for (var length = 8; length < png.Length; length++) Assert.Contains("is cut short", ProblemOf(png[..length]));
    }

    [Fact]
    public void FindProblem_PngWithAnyBitOfAChunkFlipped_IsFound()
    {
        for (var position = 12; position < Png.Length; position += 13)
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
    [InlineData("<!DOCTYPE html><html><body>", "a text file (it begins with '<!DOCTYPE html><html><bo')")]
    [InlineData("....ftypavif", "an AVIF image")]
    [InlineData("....ftypheic", "a HEIC image or a film")]
    [InlineData("\u0001\u0002\u0003", "of an unknown format")]
    public void FindProblem_OtherContent_SaysWhatItIs(string content, string expected) =>
        Assert.Equal($"is {expected}, not an image that is read", ProblemOf(Encoding.Latin1.GetBytes(content)));
}
