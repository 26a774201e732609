using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ImageSharp.Tests.Formats;

public sealed class OrientationTests
{
    public static TheoryData<string> Oriented => TestImages.Where(static (_, expected) => expected.Upright is not null);

    [Theory, MemberData(nameof(Oriented))]
    public void AutoOrient_EqualsPillowsExifTranspose(string name)
    {
        using var image = Image.Load<Rgb24>(TestImages.PathOf(name));
        var upright = TestImages.Expected(name).Upright!;
        image.Mutate(static context => context.AutoOrient());
        Assert.Equal(new Size(upright.Width, upright.Height), image.Size);
        Assert.Equal(upright.Rgb, TestImages.Digest(image));
        Assert.True(image.Metadata.ExifProfile!.TryGetValue(ExifTag.Orientation, out var orientation));
        Assert.Equal(1, orientation!.Value);
    }

    [Fact]
    public void AutoOrient_Twice_TurnsOnce()
    {
        using var image = Image.Load<Rgb24>(TestImages.PathOf("orientation-6-little.jpg"));
        image.Mutate(static context => context.AutoOrient().AutoOrient());
        Assert.Equal(TestImages.Expected("orientation-6-little.jpg").Upright!.Rgb, TestImages.Digest(image));
    }

    [Fact]
    public void SkipMetadata_LeavesNothingToOrientBy()
    {
        using var image = Image.Load<Rgb24>(new DecoderOptions { SkipMetadata = true }, TestImages.PathOf("orientation-6-little.jpg"));
        Assert.Null(image.Metadata.ExifProfile);
        image.Mutate(static context => context.AutoOrient());
        Assert.Equal(TestImages.Expected("orientation-6-little.jpg").Rgb, TestImages.Digest(image));
    }

    [Fact]
    public void ExifProfile_InPng_IsRead()
    {
        var profile = Image.Identify(TestImages.PathOf("rgb-8-exif.png")).Metadata.ExifProfile;
        Assert.True(profile!.TryGetValue(ExifTag.Orientation, out var orientation));
        Assert.Equal(6, orientation!.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("49492A00")]
    [InlineData("49492A00FFFFFFFF0100")]
    [InlineData("49492A0008000000FFFF1201")]
    [InlineData("4D4D002A00000008000101120002")]
    public void ExifProfile_DamagedBlock_HasNoValues(string block)
    {
        var profile = new ExifProfile(Convert.FromHexString(block));
        Assert.Empty(profile.Values);
        Assert.False(profile.TryGetValue(ExifTag.Orientation, out _));
    }
}
