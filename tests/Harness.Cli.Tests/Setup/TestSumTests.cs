using Harness.Setup.Testing;
using Harness.TestSupport;

namespace Harness.Cli.Tests.Setup;

public sealed class TestSumTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_TwoProjects_SumsUpAndListsReasonsOnce()
    {
        _folder.Write("a.trx", Result("total=\"5\" executed=\"4\" passed=\"3\" failed=\"1\" error=\"0\"", "no GPU"));
        _folder.Write("b.trx", Result("total=\"2\" executed=\"1\" passed=\"1\" failed=\"0\" error=\"0\"", "no GPU"));

        var sum = TestSum.Of(_folder.Path, 2);

        Assert.False(sum.IsGood);
        Assert.Equal(["    2 skipped: no GPU", "4 passed, 1 failed, 2 skipped"], Lines(sum));
    }

    [Fact]
    public void Of_ResultMissingOrCutShort_CountsAsFailed()
    {
        _folder.Write("a.trx", Result("total=\"1\" executed=\"1\" passed=\"1\" failed=\"0\"", "x"));
        _folder.Write("b.trx", "<TestRun><Res");

        Assert.Equal((1, 2, 2), (TestSum.Of(_folder.Path, 3).Passed, TestSum.Of(_folder.Path, 3).Failed, TestSum.Of(_folder.Path, 3).Missing));
    }

    [Fact]
    public void Of_ProjectThatCrashed_CountsAsFailed()
    {
        _folder.Write("a.trx", Result("total=\"1\" executed=\"1\" passed=\"1\" failed=\"0\"", "x"));
        _folder.Write("b.trx", Result("total=\"0\" executed=\"0\" passed=\"0\" failed=\"0\"", "x", "Failed"));

        Assert.Equal((1, 1), (TestSum.Of(_folder.Path, 2).Passed, TestSum.Of(_folder.Path, 2).Failed));
    }

    [Fact]
    public void Of_NoTestRan_IsNotGood()
    {
        Assert.False(TestSum.Of(_folder["missing"], 0).IsGood);
    }

    private static string Result(string counters, string reason, string outcome = "Completed") => $"""
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult outcome="NotExecuted"><Output><ErrorInfo><Message>{reason}</Message></ErrorInfo></Output></UnitTestResult>
          </Results>
          <ResultSummary outcome="{outcome}"><Counters {counters} /></ResultSummary>
        </TestRun>
        """;

    private static string[] Lines(TestSum sum)
    {
        using var output = new StringWriter();
        sum.Print(output, TextWriter.Null);
        return output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
