using Harness.Reporting;
using Harness.Running.Collecting;
using Harness.TestSupport;

namespace Harness.Tests.Reporting;

public sealed class ReportStampTests : IDisposable
{
    private static readonly SuiteResult Result = MadeUpResults.OneTechnique(0.5, 0.7);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteUnlessCurrent_SameResult_LeavesEveryFileAsItIs()
    {
        ReportWriter.WriteUnlessCurrent(Result, _folder.Path);
        var before = Times();

        ReportWriter.WriteUnlessCurrent(Result with { Information = Result.Information with { Finished = DateTimeOffset.UnixEpoch, CommandLine = "run again" } }, _folder.Path);

        Assert.True(before.Count > 10);
        Assert.Equal(before, Times());
    }

    [Fact]
    public void WriteUnlessCurrent_OtherResult_WritesItAnew()
    {
        ReportWriter.WriteUnlessCurrent(Result, _folder.Path);
        SuiteResult[] others =
        [
            MadeUpResults.OneTechnique(0.5, 0.8),
            Result with { Suite = Result.Suite with { Description = "Other words." } },
            Result with { Quality = Result.Quality with { Listing = ["1 file is not read."] } },
            Result with { Information = Result.Information with { Threads = 77 } },
        ];
        foreach (var other in others)
        {
            ReportWriter.WriteUnlessCurrent(Result, _folder.Path);
            var before = Times();

            ReportWriter.WriteUnlessCurrent(other, _folder.Path);

            Assert.NotEqual(before["report.html"], Times()["report.html"]);
        }
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("comparison.csv")]
    [InlineData("charts/accuracy.png")]
    public void WriteUnlessCurrent_FileGoneOrChanged_WritesItAnew(string file)
    {
        ReportWriter.Write(Result, _folder.Path);
        var good = File.ReadAllBytes(_folder[file]);

        File.Delete(_folder[file]);
        ReportWriter.WriteUnlessCurrent(Result, _folder.Path);
        Assert.Equal(good, File.ReadAllBytes(_folder[file]));

        File.AppendAllText(_folder[file], "x");
        ReportWriter.WriteUnlessCurrent(Result, _folder.Path);
        Assert.Equal(good, File.ReadAllBytes(_folder[file]));
    }

    private Dictionary<string, DateTime> Times() => Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(_folder.Path, file).Replace('\\', '/'), File.GetLastWriteTimeUtc);
}
