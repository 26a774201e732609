using ScottPlot.Palettes;

namespace ScottPlot.Tests.ColorTypes;

public class PaletteTests
{
    public static TheoryData<IPalette, int, string, string> Palettes => new()
    {
        { new Category10(), 10, "#1F77B4", "#17BECF" },
        { new Category20(), 20, "#1F77B4", "#9EDAE5" },
        { new ColorblindFriendly(), 8, "#000000", "#CC79A7" },
    };

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Colors_KnownPalette_BeginAndEndAsPublished(IPalette palette, int count, string first, string last)
    {
        Assert.Equal(count, palette.Colors.Length);
        Assert.Equal(count, palette.Colors.Distinct().Count());
        Assert.Equal((first, last), (palette.Colors[0].ToHex(), palette.Colors[^1].ToHex()));
    }

    [Fact]
    public void Category20_EverySecond_IsCategory10() =>
        Assert.Equal(new Category10().Colors, new Category20().Colors.Where((_, index) => index % 2 == 0));

    [Fact]
    public void GetColor_BeyondTheEnd_BeginsAgain() => Assert.Equal(Colors.C1, new Category10().GetColor(21));

    [Fact]
    public void GetNextColor_SeriesAdded_FollowsThePalette()
    {
        Plot plot = new();
        plot.Add.Palette = new Custom(["#112233", "#445566"], "mine");

        Assert.Equal(
            ["#112233", "#445566", "#112233"],
            Enumerable.Range(0, 3).Select(i => plot.Add.Scatter((double)i, 1.0).Color.ToHex()));
    }
}
