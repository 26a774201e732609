using Harness.Reporting;
using Harness.Running.Collecting;
using Harness.Tests.Reporting;
using Harness.TestSupport;

namespace Harness.Browser.Tests;

/// <summary>The reports that the tests look at.</summary>
internal sealed class ReportFolders : IDisposable
{
    /// <summary>Three techniques, of which the first was pretrained, three seeds, forty images; the first of them has been deleted since.</summary>
    public const string Usual = "usual";

    /// <summary>Names that are meant to break a page.</summary>
    public const string Hostile = "hostile";

    /// <summary>Failed and unfinished techniques.</summary>
    public const string Failures = "failures";

    /// <summary>A technique that learns something else than classes.</summary>
    public const string Pretraining = "pretraining";

    /// <summary>Fifty techniques and ten thousand classes.</summary>
    public const string Large = "large";

    /// <summary>A name that would run as a script where it is not encoded.</summary>
    public const string HostileName = "<script>alert(1)</script></script><!-- \"'& =1+1";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Writes all of them.</summary>
    public void Write()
    {
        var usual = MadeUpResults.Measured(("Always right", [All("1"), All("1"), All("1")]), ("Half right", [All("10"), All("10"), All("1001")]), ("Mostly wrong", [All("0001"), All("0001"), All("0001")]));
        ReportWriter.Write(WithImages(MadeUpResults.WithPretraining(usual)), _folder[Usual]);
        var hostile = MadeUpResults.Measured((HostileName, [All("1")]), (new string('W', 200), [All("10")]), ("عربي שלום 中文", [All("0")]));
        ReportWriter.Write(hostile with { Classes = [HostileName, "=1+1"], Suite = hostile.Suite with { Description = HostileName } }, _folder[Hostile]);
        ReportWriter.Write(MadeUpResults.WithFailures(), _folder[Failures]);
        ReportWriter.Write(MadeUpResults.WithoutClasses(MadeUpResults.Suite(["A"], seeds: 2, epochs: 3)), _folder[Pretraining]);
        var large = MadeUpResults.Measured([.. Enumerable.Range(1, 50).Select(number => ($"Technique number {number}", new[] { All(number % 3 == 0 ? "10" : "1101") }))]);
        ReportWriter.Write(large with { Classes = [.. Enumerable.Range(0, 10_000).Select(index => $"class {index}")] }, _folder[Large]);
    }

    /// <summary>The page of one of them.</summary>
    /// <param name="name">Which.</param>
    /// <returns>Its path.</returns>
    public string PageOf(string name) => _folder[name, "report.html"];

    private SuiteResult WithImages(SuiteResult result)
    {
        var pixels = Enumerable.Range(0, 120 * 80 * 3).Select(value => (byte)(value % 251)).ToArray();
        foreach (var image in result.ValidImages.Skip(1))
        {
            var path = _folder[["images", .. image.Split('/')]];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            TestImages.SaveJpeg(pixels, 120, 80, path);
        }
        var samples = result.ValidImages.Take(12).Select((image, index) => new SampleImage(_folder[["images", .. image.Split('/')]], result.ValidLabels[index], index)).ToList();
        return result with { Samples = new(samples, samples, _folder["images"]) };
    }

    private static string All(string pattern) => string.Concat(Enumerable.Repeat(pattern, 40 / pattern.Length));
}
