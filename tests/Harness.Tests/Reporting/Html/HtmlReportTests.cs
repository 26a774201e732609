using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Reporting;
using Harness.Running.Collecting;
using Harness.TestSupport;

namespace Harness.Tests.Reporting.Html;

public sealed partial class HtmlReportTests : IDisposable
{
    private const string Hostile = "<script>alert(1)</script></script><!-- \"'& =1+1";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Techniques_SaysTheVerdictAndMarksTheBest()
    {
        var page = Page(Measured("A", "B"));

        Assert.Contains("<p class=\"verdict\">&#x27;A&#x27; is better than the other by more than chance explains (95 %).</p>", page);
        Assert.Single(Best().Matches(page));
        Assert.Contains("best</span>", page);
        Assert.Contains("id=\"differences\"", page);
        Assert.Contains("Cells with * are colored.</p>", page);
    }

    [Fact]
    public void Write_AnyResult_NeedsNothingFromANetwork()
    {
        var page = Page(Measured("A", "B"));

        // The library's texts name addresses and elements, too.
        var elements = ScriptText().Replace(page, "<script>");
        Assert.DoesNotMatch(@"(src|href)=""(?!data:|#)", elements);
        Assert.DoesNotMatch(@"url\(|@import", elements);
        Assert.InRange(page.Length, 1_000_000, 2_000_000);
    }

    [Fact]
    public void Write_HostileNames_AreShownAsTheyAre()
    {
        var result = Measured(Hostile, "B");
        var page = Page(result with { Classes = [Hostile, "tulip"], Suite = result.Suite with { Description = Hostile } });

        Assert.DoesNotContain("<script>alert", page);
        Assert.Contains("&lt;script&gt;alert(1)", page);
        // The two of the library and the page, and the data.
        Assert.Equal(3, ScriptElement().Count(page));
        Assert.Equal(Hostile, Data(page).GetProperty("classes")[0].GetString());
    }

    [Fact]
    public void Write_Data_HasWhatIsDrawn()
    {
        var technique = Data(Page(Measured("A", "B"))).GetProperty("techniques")[1];

        Assert.Equal("B", technique.GetProperty("name").GetString());
        Assert.Equal("b", technique.GetProperty("groups").GetString());
        Assert.Equal(0.25, technique.GetProperty("accuracy").GetDouble());
        // Class, prediction, images.
        var techniques = Data(Page(Measured("A", "C"))).GetProperty("techniques");
        Assert.Equal([0, 0, 20, 1, 1, 20], Confusion(techniques[0]));
        Assert.Equal([0, 0, 10, 0, 1, 10, 1, 1, 20], Confusion(techniques[1]));
    }

    [Fact]
    public void Write_KeptEpochs_CostIsOfThemAndSaysSo()
    {
        var result = MadeUpResults.Suite(["A"], seeds: 2, epochs: 4);
        var page = Page(MadeUpResults.WithKeptEpoch(result, 1));

        Assert.Contains("Accuracy is that after the kept epoch. Seconds of training", page);
        Assert.Equal(result.Techniques[0].Runs.Average(run => run.Epochs[1].ValidAccuracy), Data(page).GetProperty("techniques")[0].GetProperty("accuracy").GetDouble(), 6);
        Assert.DoesNotContain("Accuracy is that after the kept epoch.", Page(result));
    }

    [Fact]
    public void Write_NoAccuracy_HasNoSectionsOfIt()
    {
        var page = Page(MadeUpResults.WithoutClasses(MadeUpResults.Suite(["A"], seeds: 2, epochs: 3)));

        Assert.DoesNotContain("id=\"accuracy\"", page);
        Assert.DoesNotContain("href=\"#accuracy\"", page);
        Assert.DoesNotContain("id=\"cost\"", page);
        Assert.DoesNotContain("href=\"#cost\"", page);
        Assert.Contains("id=\"curves\"", page);
        Assert.Equal(["rotation_loss"], Data(page).GetProperty("techniques")[0].GetProperty("curves").EnumerateArray().Select(curve => curve.GetProperty("metric").GetString()));
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        var first = Page(MadeUpResults.WithFailures());

        Assert.Equal(first, Page(MadeUpResults.WithFailures()));
    }

    [Fact]
    public void Write_NothingToCompare_HasNoEmptySections()
    {
        var page = Page(MadeUpResults.OneTechnique(0.5));

        Assert.DoesNotContain("id=\"differences\"", page);
        Assert.DoesNotContain("class=\"verdict\"", page);
    }

    [Fact]
    public void Write_Images_AreInThePageWithWhatIsSaidOfThem()
    {
        var result = Measured("A", "B");
        TestImages.SaveJpeg(new byte[60 * 40 * 3], 60, 40, _folder["0.jpg"]);
        // The first two of the list; the second is gone.
        var samples = new SampleImages([], [new(_folder["0.jpg"], 0, 0), new(_folder["1.jpg"], 1, 1)], _folder.Path);
        var gallery = Data(Page(result with { ValidImages = ["0.jpg", "1.jpg", .. result.ValidImages.Skip(2)], Samples = samples })).GetProperty("gallery");

        var images = gallery.GetProperty("images");
        Assert.StartsWith("data:image/jpeg;base64,", images[0].GetProperty("picture").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, images[1].GetProperty("picture").ValueKind);
        Assert.Equal(24, gallery.GetProperty("sample").GetArrayLength());
        // A is right where B is wrong on thirty images.
        Assert.Equal([30, 0], [gallery.GetProperty("rightAndWrong")[0][1].GetInt32(), gallery.GetProperty("rightAndWrong")[1][0].GetInt32()]);
        var run = gallery.GetProperty("techniques")[1].GetProperty("runs")[0];
        Assert.Equal((36, 0, 0.75), (run.GetProperty("classes").GetArrayLength(), run.GetProperty("classes")[1].GetInt32(), run.GetProperty("probabilities")[0].GetDouble()));
    }

    private string Page(SuiteResult result)
    {
        ReportWriter.Write(result, _folder.Path);
        return File.ReadAllText(_folder["report.html"]);
    }

    private static JsonElement Data(string page) => JsonDocument.Parse(DataElement().Match(page).Groups[1].Value).RootElement;

    private static double[] Confusion(JsonElement technique) => [.. technique.GetProperty("confusion").EnumerateArray().Select(number => number.GetDouble())];

    // A is always right, B in one of four; C takes half of the first class for the second.
    private static SuiteResult Measured(string first, string second) =>
        MadeUpResults.Measured((first, [Repeat("1", 40)]), (second, [Repeat(second == "C" ? "1101" : "1000", 10)]));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    [GeneratedRegex("<tr class=\"best\">")]
    private static partial Regex Best();

    [GeneratedRegex("<script[^>]*>.*?(?=</script>)", RegexOptions.Singleline)]
    private static partial Regex ScriptText();

    [GeneratedRegex("<script[ >]")]
    private static partial Regex ScriptElement();

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataElement();
}
