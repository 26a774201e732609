using System.Globalization;
using System.Xml.Linq;

namespace ScottPlot.Tests.Rendering;

public class SvgTests
{
    public static TheoryData<string> Names => [.. SamplePlots.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void GetSvgXml_SamplePlots_IsWellFormed(string name)
    {
        using Plot plot = SamplePlots.All.Single(sample => sample.Name == name).Create();
        XElement svg = XDocument.Parse(plot.GetSvgXml(800, 500)).Root!;

        Assert.Equal(("svg", "800", "500"), (svg.Name.LocalName, svg.Attribute("width")?.Value, svg.Attribute("height")?.Value));
        Assert.DoesNotContain("NaN", svg.ToString());
    }

    [Fact]
    public void GetSvgXml_TitleLabelsAndLegend_AreText()
    {
        using Plot plot = SamplePlots.Lines();
        string[] texts = Texts(plot);

        Assert.Contains("Validation accuracy per epoch", texts);
        Assert.Contains("Epoch", texts);
        Assert.Contains("published <0.9937> & more", texts);
        Assert.All(SamplePlots.LongNames, name => Assert.Contains(name, texts));
    }

    [Fact]
    public void GetSvgXml_ControlCharacters_AreLeftOut()
    {
        Plot plot = new();
        plot.Title("a\u0001b\tc");

        Assert.Contains("abc", Texts(plot));
    }

    [Fact]
    public void GetSvgXml_OtherCulture_WritesTheSame()
    {
        using Plot plot = SamplePlots.Confusion();
        string invariant = plot.GetSvgXml(400, 300);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "−" } };
            Assert.Equal(invariant, plot.GetSvgXml(400, 300));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string[] Texts(Plot plot) =>
        [.. XDocument.Parse(plot.GetSvgXml(800, 500)).Descendants().Where(node => node.Name.LocalName == "text").Select(node => node.Value)];
}
