using System.Security.Cryptography;
using Harness.Data.Images;
using Harness.Data.Synthetic;
using Harness.Synthetic;
using Harness.Synthetic.Scenes;

namespace Harness.Tests.Data.Synthetic;

public sealed class SyntheticImageTests
{
    public static TheoryData<int> Labels => [(int)SyntheticClass.Camouflage, (int)SyntheticClass.Normal];

    [Theory]
    [MemberData(nameof(Labels))]
    public void DrawJpeg_Again_GivesTheSameBytes(int label) => Assert.Equal(Draw((SyntheticClass)label, 7), Draw((SyntheticClass)label, 7));

    [Theory]
    [InlineData(64)]
    [InlineData(97)]
    public void DrawJpeg_Size_IsThatOfTheImage(int size)
    {
        using var image = ImageDecoder.Decode(SyntheticImage.DrawJpeg(SyntheticClass.Normal, 0, size, seed: 0));
        Assert.Equal((size, size), (image.Width, image.Height));
    }

    [Fact]
    public void DrawJpeg_OtherSeedNumberOrClass_GivesAnotherImage()
    {
        byte[][] images =
        [
            Draw(SyntheticClass.Normal, 7), Draw(SyntheticClass.Normal, 8), Draw(SyntheticClass.Camouflage, 7),
            Draw(SyntheticClass.Normal, 7, seed: 1),
        ];
        Assert.Equal(4, images.Select(Convert.ToHexString).Distinct().Count());
    }

    // The class decides the clothes and nothing else: with the same choices, pixels outside the person are the same for both.
    [Fact]
    public void Scene_OtherClass_ChangesThePersonOnly()
    {
        const int Count = 60;
        var changed = 0;
        for (var image = 0; image < Count; image++)
        {
            var (camouflage, first) = new Scene(SyntheticClass.Camouflage, 0, image).Draw(32);
            var (normal, second) = new Scene(SyntheticClass.Normal, 0, image).Draw(32);
            Assert.Equal(first, second);
            Assert.NotEqual(camouflage, normal);
            if (Corner(camouflage) != Corner(normal)) changed++;
        }
        // A person who comes close may reach into the upper corners.
        Assert.InRange(changed, 0, Count / 4);
    }

    // Every change of a picture must raise SyntheticDataset.GeneratorVersion: old folders would be taken for new ones otherwise.
    // The pixels come from arithmetic that is the same on every machine; the bytes of a JPEG do not.
    [Fact]
    public void Scene_Pixels_AreThoseOfThisGeneratorVersion()
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var image = 0; image < 40; image++) sum.AppendData(new Scene((SyntheticClass)(image % 2), 5, image).Draw(32).Pixels);
        Assert.Equal((2, "e28a4b0e4a143bba"), (SyntheticDataset.GeneratorVersion, Convert.ToHexStringLower(sum.GetHashAndReset())[..16]));
    }

    private static string Corner(byte[] pixels) =>
        Convert.ToHexString(pixels.AsSpan(0, 6)) + Convert.ToHexString(pixels.AsSpan(31 * 3 - 3, 6));

    private static byte[] Draw(SyntheticClass label, int number, long seed = 0) => SyntheticImage.DrawJpeg(label, number, 48, seed);
}
