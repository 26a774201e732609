using ScottPlot.Colormaps;

namespace ScottPlot.Tests.ColorTypes;

public class ColormapTests
{
    public static TheoryData<IColormap, string, string> Colormaps => new()
    {
        { new Viridis(), "#440154", "#FDE724" },
        { new Magma(), "#000003", "#FBFCBF" },
        { new Turbo(), "#30123B", "#7A0403" },
        { new Blues(), "#002655", "#FFFFFF" },
        { new Grayscale(), "#000000", "#FFFFFF" },
    };

    [Theory]
    [MemberData(nameof(Colormaps))]
    public void GetColor_EndsAndBeyond_AreTheFirstAndTheLast(IColormap colormap, string first, string last)
    {
        Assert.Equal((first, first), (colormap.GetColor(0).ToHex(), colormap.GetColor(-3).ToHex()));
        Assert.Equal((last, last), (colormap.GetColor(1).ToHex(), colormap.GetColor(3).ToHex()));
        Assert.Equal(colormap.GetColor(.25), colormap.Reversed().GetColor(.75));
    }

    [Fact]
    public void Viridis_Middle_IsAsPublished()
    {
        // matplotlib's entry 128 is #21918C; the stops are interpolated, so a few levels off are allowed.
        Color color = new Viridis().GetColor(128 / 255.0);

        Assert.InRange(color.R, 0x21 - 3, 0x21 + 3);
        Assert.InRange(color.G, 0x91 - 3, 0x91 + 3);
        Assert.InRange(color.B, 0x8C - 3, 0x8C + 3);
    }
}
