namespace ScottPlot.Tests.Rendering;

public class DeterminismTests
{
    public static TheoryData<string> Names => [.. SamplePlots.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Render_SamePlotTwice_GivesTheSameBytes(string name)
    {
        Func<Plot> create = SamplePlots.All.Single(sample => sample.Name == name).Create;
        using Plot first = create();
        using Plot second = create();
        byte[] png = first.GetImageBytes(500, 400, ImageFormat.Png);

        Assert.Equal(png, first.GetImageBytes(500, 400, ImageFormat.Png));
        Assert.Equal(png, second.GetImageBytes(500, 400, ImageFormat.Png));
        Assert.Equal(first.GetSvgXml(500, 400), second.GetSvgXml(500, 400));
    }
}
