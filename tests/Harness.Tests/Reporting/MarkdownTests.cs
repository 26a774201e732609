using Harness.Data.Quality;
using Harness.Reporting;
using Harness.Results;
using Harness.Running.Collecting;
using Harness.Tests.Results;
using Harness.TestSupport;

namespace Harness.Tests.Reporting;

public sealed class MarkdownTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_UnevenClasses_HasBalancedAccuracyAndSaysWhy()
    {
        // Nine images of the first class and one of the second, always named the first: right on 90 %, and on half of the classes.
        var suite = MadeUpResults.Suite(["Constant"], seeds: 1, epochs: 1);
        var technique = suite.Techniques[0];
        var constant = technique.Runs[0] with { Epochs = [MadeUpEpochs.Of(0, 0.5, 0.25, 0.75, 0.9, 1.5)], ValidPredictions = [.. Enumerable.Repeat(new Prediction(0, 0.75f), 10)] };
        var uneven = suite with { ValidLabels = [.. Enumerable.Repeat(0, 9), 1], Techniques = [technique with { Runs = [constant] }] };

        var (page, even) = (Page(uneven), Page(uneven with { ValidLabels = [.. Enumerable.Repeat(0, 5), .. Enumerable.Repeat(1, 5)] }));

        Assert.Matches(@"\| Technique \| Validation accuracy \|.* Balanced accuracy \|", page);
        Assert.Matches(@"\| Constant \| 0\.90 \|.*\| 0\.50 \|", page);
        Assert.Contains("The classes have different numbers of images: balanced accuracy is the mean over classes of how many of its images are right", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alanced accuracy", even, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TwoSeeds_GivesExactlyThisPage()
    {
        Assert.Equal(
            """
            # flowers

            Five flowers.

            - Suite: `experiments/suites/flowers.yaml`, 1 technique, seeds 1, 2
            - Data: 3,457 training images and 2 validation images of 2 classes (daisy, tulip), manifest `0123abcd`
            - Backbone: `resnet18_half`
            - Weights: `resnet18_half.pth`, SHA-256 `4567ef`
            - Device: cpu, float32; Some CPU @ 2 GHz, 2 threads, 1 decoding worker; Debian 12
            - Versions: Harness 0.1.0, libtorch 1.13.0, .NET 10.0.0
            - Date: 2026-05-04 11:02 UTC

            | Technique | Validation accuracy | Seeds | Validation loss | Trainable parameters | Epochs | Time (s) |
            | :--- | ---: | ---: | ---: | ---: | ---: | ---: |
            | A | 0.60 ± 0.14 | 2 | 0.2500 | 1,026 | 1 | 2.0 ± 0.7 |

            Always naming the largest class, daisy, would be right on 1.00 of the validation images.

            'A' is right no more often than that.

            Accuracy and loss are those of the validation images after the last epoch. ± is the sample standard deviation over the finished seeds of a technique, as many as its row says; a single run has none.

            ## Epochs

            Mean over the finished runs.

            | Technique | Epoch | Training loss | Validation loss | Training accuracy | Validation accuracy |
            | :--- | ---: | ---: | ---: | ---: | ---: |
            | A | 1 | 0.5000 | 0.2500 | 0.75 | 0.60 |

            ## Charts

            ![Validation accuracy of all techniques](charts/comparison.png)

            ![Validation accuracy by epoch](charts/accuracy.png)

            ![Validation loss by epoch](charts/loss.png)

            ![Validation accuracy and training time](charts/cost.png)

            - A: [accuracy](charts/a/accuracy.png), [loss](charts/a/loss.png)

            """.ReplaceLineEndings("\n"),
            Page(MadeUpResults.OneTechnique(0.5, 0.7)));
    }

    [Fact]
    public void Write_RunsThatStoppedEarly_SaysOfHowManyRunsEachEpochIsTheMean()
    {
        var result = MadeUpResults.Suite(["A", "B"], seeds: 2, epochs: 3);
        var (first, second) = (result.Techniques[0].Runs[0], result.Techniques[0].Runs[1]);
        var stopped = result.Techniques[0] with { Runs = [first, second with { Epochs = [second.Epochs[0]], StoppedEarly = true, KeptEpoch = 0 }] };

        var page = Page(result with { Techniques = [stopped, result.Techniques[1]] });

        Assert.Contains("Mean over the finished runs that reached the epoch, as many as the row says: the others stopped early. Charts of means end where the first run stopped.", page);
        Assert.Contains("| Technique | Epoch | Runs | Training loss |", page);
        var last = first.Epochs[2];
        Assert.Contains(FormattableString.Invariant($"| A | 3 | 1 | {last.TrainLoss:F4} | {last.ValidLoss:F4} | {last.TrainAccuracy:F2} | {last.ValidAccuracy:F2} |"), page);
        Assert.Contains("| A | 1 | 2 |", page);
        Assert.Contains("| B | 3 | 2 |", page);
    }

    [Fact]
    public void Write_NastyNames_KeepsTheTableWhole()
    {
        var page = Page(MadeUpResults.Suite(MadeUpResults.NastyNames, seeds: 1, epochs: 1));

        var rows = page[..page.IndexOf("## Epochs", StringComparison.Ordinal)].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2 + MadeUpResults.NastyNames.Length, rows.Count);
        Assert.All(rows, row => Assert.Equal(8, row.Replace("\\\\", "").Replace("\\|", "").Count(character => character == '|')));
        Assert.Contains("| commas, \"quotes\" and a \\| pipe |", page);
        Assert.Contains("| two lines and a tab |", page);
        Assert.Contains("&lt;b&gt;bold&lt;/b&gt; &amp; \\*stars\\* \\_under\\_ \\`tick\\` \\[link\\](x) \\$m\\$ \\\\ |", page);
    }

    [Fact]
    public void Write_RandomInitialization_SaysSo()
    {
        var result = MadeUpResults.OneTechnique(0.5);

        Assert.Contains("`, from `state_dict.ema` in it\n", Page(result with { Information = result.Information with { WeightsPlace = "state_dict.ema" } }));
        var information = result.Information with { Weights = null, WeightsHash = null };
        Assert.Contains("- Weights: none: random initialization\n", Page(result with { Information = information }));
    }

    [Fact]
    public void Write_DescriptionThatLooksLikeAHeading_StaysText()
    {
        var result = MadeUpResults.OneTechnique(0.5);

        var suite = result.Suite with { Description = "# 1 of\nour suites" };
        Assert.Contains("\n\\# 1 of our suites\n", Page(result with { Suite = suite }));
    }

    [Fact]
    public void Write_SkippedImages_AreCountedAtTheHead() =>
        Assert.Contains("**3 images left out**", Page(MadeUpResults.WithFailures()));

    [Fact]
    public void Write_UnreadFiles_AreToldBelowTheTable() =>
        Assert.Contains("2 files are not read.", Page(MadeUpResults.WithFailures() with { Quality = DataQuality.Unknown with { Listing = ["2 files are not read."] } }));

    [Fact]
    public void Write_EveryLinkedChart_Exists()
    {
        var page = Page(MadeUpResults.WithFailures());

        var links = System.Text.RegularExpressions.Regex.Matches(page, @"\((charts/[^)]+)\)").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(4 + (2 * 6), links.Count);
        Assert.All(links, link => Assert.True(File.Exists(_folder[link]), link));
    }

    private string Page(SuiteResult result)
    {
        ReportWriter.Write(result, _folder.Path);
        return File.ReadAllText(_folder["comparison.md"]);
    }
}
