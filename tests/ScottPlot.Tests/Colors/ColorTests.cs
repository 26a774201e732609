namespace ScottPlot.Tests.ColorTypes;

public class ColorTests
{
    [Theory]
    [InlineData("#1f77b4", 0x1f, 0x77, 0xb4, 255)]
    [InlineData("1F77B4", 0x1f, 0x77, 0xb4, 255)]
    [InlineData("#11223344", 0x11, 0x22, 0x33, 0x44)]
    public void FromHex_Codes_GiveTheChannels(string hex, int red, int green, int blue, int alpha)
    {
        Color color = Color.FromHex(hex);

        Assert.Equal([red, green, blue, alpha], new int[] { color.Red, color.Green, color.Blue, color.Alpha });
        Assert.Equal([red, green, blue, alpha], new int[] { color.R, color.G, color.B, color.A });
    }

    [Theory]
    [InlineData("#1F77B4")]
    [InlineData("#11223344")]
    public void ToHex_FromHex_IsTheSameCode(string hex) => Assert.Equal(hex, Color.FromHex(hex).ToHex());

    [Fact]
    public void FromArgb_Numbers_AreReadFromAlphaDown() => Assert.Equal(new Color(0x22, 0x33, 0x44, 0x11), Color.FromARGB(0x11223344u));

    [Fact]
    public void WithAlpha_FractionAndByte_Agree()
    {
        Assert.Equal(51, Colors.Red.WithAlpha(.2).Alpha);
        Assert.Equal(Colors.Red.WithAlpha(.2), Colors.Red.WithAlpha((byte)51));
        Assert.Equal(127, Colors.Red.WithOpacity().Alpha);
    }

    [Fact]
    public void LightenAndDarken_Half_MoveHalfwayToWhiteAndBlack()
    {
        Color color = new(100, 0, 200);

        Assert.Equal(new Color(177, 127, 227), color.Lighten());
        Assert.Equal(new Color(50, 0, 100), color.Darken());
        Assert.Equal(color.Darken(.2), color.Lighten(-.2));
    }

    [Fact]
    public void InterpolateRgb_Ends_AreTheColours()
    {
        Assert.Equal(Colors.Red, Colors.Red.InterpolateRgb(Colors.Blue, 0));
        Assert.Equal(Colors.Blue, Color.InterpolateRgb(Colors.Red, Colors.Blue, 1));
    }

    [Fact]
    public void Transparent_Alpha_IsZero() => Assert.Equal(0, Colors.Transparent.Alpha);

    [Fact]
    public void RandomHue_Any_IsSaturatedAndOpaque()
    {
        Color color = Color.RandomHue();

        Assert.Equal((255, 0, 255), (Math.Max(color.R, Math.Max(color.G, color.B)), Math.Min(color.R, Math.Min(color.G, color.B)), color.A));
    }
}
