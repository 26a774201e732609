using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace ImageSharp.Tests.Formats;

public sealed class BrokenImageTests
{
    [Fact]
    public void Load_NoBytes_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(static () => Image.Load<Rgb24>(ReadOnlySpan<byte>.Empty));
        Assert.Throws<ArgumentNullException>(static () => Image.Identify([]));
        Assert.Throws<ArgumentNullException>(static () => Image.DetectFormat([]));
        Assert.Throws<UnknownImageFormatException>(static () => Image.Load<Rgb24>(new MemoryStream()));
    }

    [Fact]
    public void Load_TextOrShortOrForeignData_IsAnUnknownFormat()
    {
        Assert.Throws<UnknownImageFormatException>(static () => Image.Load<Rgb24>("this is no image at all"u8));
        Assert.Throws<UnknownImageFormatException>(static () => Image.Load<Rgb24>("GIF89a and the rest of it"u8));
        Assert.Throws<UnknownImageFormatException>(static () => Image.Load<Rgb24>([0xFF, 0xD8]));
        Assert.Throws<UnknownImageFormatException>(static () => Image.DetectFormat(new byte[64]));
    }

    [Fact]
    public void Load_MissingFile_GivesTheUsualException()
        => Assert.Throws<FileNotFoundException>(static () => Image.Load<Rgb24>(TestImages.PathOf("no-such.jpg")));

    [Fact]
    public void Load_WithoutOptions_IsRefused()
        => Assert.Throws<ArgumentNullException>(static () => Image.Load<Rgb24>((DecoderOptions)null!, TestImages.PathOf("gray.jpg")));

    [Theory]
    [InlineData("rgb-420.jpg")]
    [InlineData("progressive.jpg")]
    public void Load_JpegCutOffInTheScan_DecodesWhatIsThere(string name)
    {
        var data = TestImages.Read(name);
        using var whole = Image.Load<Rgb24>(data);
        using var cut = Image.Load<Rgb24>(data.AsSpan(0, data.Length - 200));
        Assert.Equal(whole.Size, cut.Size);
        Assert.NotEqual(TestImages.Digest(whole), TestImages.Digest(cut));
        if (name == "rgb-420.jpg") Assert.Equal(whole[40, 3], cut[40, 3]);
    }

    [Fact]
    public void Load_JpegWithDamagedScan_Decodes()
    {
        var data = TestImages.Read("rgb-420.jpg");
        data.AsSpan(data.Length - 300, 40).Fill(0x55);
        using var image = Image.Load<Rgb24>(data);
        Assert.Equal(new Size(45, 37), image.Size);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(200)]
    public void Load_JpegCutOffInTheHeader_IsInvalid(int length)
        => Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgb24>(TestImages.Read("rgb-420.jpg").AsSpan(0, length)));

    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(-1)]
    [InlineData(-13)]
    [InlineData(-400)]
    public void Load_PngCutOff_IsInvalid(int length)
    {
        var data = TestImages.Read("scene.png");
        var kept = length > 0 ? length : data.Length + length;
        var error = Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgb24>(data.AsSpan(0, kept)));
        Assert.Contains("damaged", error.Message);
    }

    [Fact]
    public void Load_PngWithWrongChecksum_IsInvalid()
    {
        var data = TestImages.Read("scene.png");
        data[^13] ^= 1; // the last byte of the image data's checksum, before IEND's 12 bytes
        var error = Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgb24>(data));
        Assert.Contains("CRC", error.Message);
    }

    [Fact]
    public void Load_AbsurdDimensions_AreRefusedBeforeAllocating()
    {
        var data = TestImages.Read("rgb-420.jpg");
        var frame = data.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        data.AsSpan(frame + 5, 4).Fill(0xFF);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgb24>(data));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Load_Lossless_IsNotSupported()
    {
        var data = TestImages.Read("rgb-420.jpg");
        data[data.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) + 1] = 0xC3;
        Assert.Throws<NotSupportedException>(() => Image.Load<Rgb24>(data));
    }

    [Fact]
    public void Decode_OtherFormatByTheJpegDecoder_IsInvalid()
    {
        using var stream = File.OpenRead(TestImages.PathOf("scene.png"));
        Assert.Throws<InvalidImageContentException>(() => JpegDecoder.Instance.Decode<Rgb24>(new DecoderOptions(), stream));
    }
}
