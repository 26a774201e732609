using System.Text.Json;
using Harness.Reporting;
using Harness.Running.Collecting;
using Harness.TestSupport;

namespace Harness.Tests.Reporting;

/// <summary>The comparison as LaTeX and as JSON.</summary>
public sealed class OtherFormatsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Latex_TwoTechniques_IsThisTable()
    {
        Assert.Equal(
            """
            % 'A_1' is better than the other by more than chance explains (95 %).
            % This holds for the networks that were trained, one per technique, and not yet for the techniques: that takes several seeds.
            % Between the two highest, a difference of one point (0.01) would be seen four times out of five with about 15,000 validation images; half a point with about 59,000 validation images.
            \begin{tabular}{lrrlrrrrr}
            \toprule
            Technique & Validation accuracy & 95 \% interval & Group & Seeds & Validation loss & Trainable parameters & Epochs & Time (s) \\
            \midrule
            A\_1 & 1.00 & 0.68 to 1.00 & a & 1 & 0.2500 & 1,026 & 1 & 1.5 \\
            50\% \& \textless{}b\textgreater{} & 0.25 & 0.07 to 0.59 & b & 1 & 0.2500 & 10,001,026 & 1 & 1.5 \\
            \bottomrule
            \end{tabular}

            """.ReplaceLineEndings("\n"),
            Write(MadeUpResults.Measured(("A_1", ["11111111"]), ("50% & <b>", ["00000011"])), "comparison.tex"));
    }

    [Fact]
    public void Latex_NastyNames_EndEveryRowOnce()
    {
        var lines = Write(MadeUpResults.Suite(MadeUpResults.NastyNames, seeds: 1, epochs: 1), "comparison.tex").Split('\n');

        Assert.Equal(1 + MadeUpResults.NastyNames.Length, lines.Count(line => line.EndsWith(@" \\", StringComparison.Ordinal)));
    }

    // \textquotedbl needs a font encoding that a document without fontenc does not have.
    [Fact]
    public void Latex_Quotes_NeedNoFontEncoding() => Assert.Contains(
        "Head {''}wide{''} & ", Write(MadeUpResults.Suite(["Head \"wide\""], seeds: 1, epochs: 1), "comparison.tex"), StringComparison.Ordinal);

    [Fact]
    public void Json_TwoTechniques_HasNumbersAndTheVerdict()
    {
        var document = JsonDocument.Parse(Write(MadeUpResults.Measured(("A", ["11111111"]), ("B", ["00000011"])), "comparison.json")).RootElement;

        Assert.Equal("A", Assert.Single(document.GetProperty("best").EnumerateArray()).GetString());
        Assert.Equal(0, document.GetProperty("not_compared").GetArrayLength());
        Assert.StartsWith("'A' is better", document.GetProperty("verdict")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0.25, document.GetProperty("techniques")[1].GetProperty("val_acc").GetDouble());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("techniques")[1].GetProperty("published_val_acc").ValueKind);
        Assert.Equal(0.03125, document.GetProperty("pairs")[0].GetProperty("p").GetDouble());
        Assert.True(document.GetProperty("pairs")[0].GetProperty("differs").GetBoolean());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Json_KeptEpochs_IsAListWithANumberForEachSeed(int seeds)
    {
        var result = MadeUpResults.WithKeptEpoch(MadeUpResults.Suite(["A", "B"], seeds, epochs: 3), 1);
        var failed = result.Techniques[1] with { Runs = [.. result.Techniques[1].Runs.Select(run => run with { IsComplete = false, FailureReason = "the loss became NaN" })] };

        var techniques = JsonDocument.Parse(Write(result with { Techniques = [result.Techniques[0], failed] }, "comparison.json")).RootElement.GetProperty("techniques");

        Assert.Equal(Enumerable.Repeat(2, seeds), techniques[0].GetProperty("kept_epochs").EnumerateArray().Select(epoch => epoch.GetInt32()));
        Assert.Equal(0, techniques[1].GetProperty("kept_epochs").GetArrayLength());
    }

    private string Write(SuiteResult result, string file)
    {
        ReportWriter.Write(result, _folder.Path);
        return File.ReadAllText(_folder[file]);
    }
}
