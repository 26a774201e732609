using Harness.Models.Weights;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights;

/// <summary>A file and where in it the weights lie.</summary>
public sealed class WeightReferenceTests
{
    [Theory]
    [InlineData("plain.pth", "plain.pth", null)]
    [InlineData("plain.pth#ema", "plain.pth", "ema")]
    [InlineData("plain.pth#a#b", "plain.pth", "a#b")]
    [InlineData("c#1.pth", "c#1.pth", null)]
    [InlineData("c#1.pth#ema", "c#1.pth", "ema")]
    [InlineData("missing.pth#ema", "missing.pth#ema", null)]
    [InlineData("imagenet", "imagenet", null)]
    public void Parse_Text_IsTakenApartWhereThereIsAFile(string text, string file, string? place)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "plain.pth", "c#1.pth" }) folder.Write(name, [1]);
        var reference = WeightReference.Parse(text, folder.Path);
        Assert.Equal((file, place), (reference.File, reference.Place));
        Assert.Equal(text, reference.ToString());
    }
}
