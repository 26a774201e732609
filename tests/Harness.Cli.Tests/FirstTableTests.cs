using Harness.TestSupport;

namespace Harness.Cli.Tests;

/// <summary>From a folder of images to a table, without a suite.</summary>
public sealed class FirstTableTests : IDisposable
{
    private static readonly string[] Short = ["--minutes", "1", "--seeds", "0", "--techniques", "feature-extractor"];

    private readonly TemporaryFolder _folder = new();

    public FirstTableTests() => TinySuite.Write(_folder, TestImages.SaveJpeg);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compare_FolderOfImages_WritesASuiteAndPrintsTheTableAndGoesOnWithIt()
    {
        var first = Run(["compare", "images", .. Short]);
        var suite = File.ReadAllText(_folder["images.yaml"]);
        var again = Run(["compare", "images", .. Short]);

        Assert.Equal((0, 0), (first.ExitCode, again.ExitCode));
        Assert.Contains("images: 45 images in 3 classes, one folder each", first.Output, StringComparison.Ordinal);
        Assert.Contains("> As feature extractor, seed 0: validation accuracy", first.Output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("results", "images", "report.html"), first.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["results", "images", "report.html"]));
        Assert.Contains("images.yaml already exists, so it is run as it is", again.Output, StringComparison.Ordinal);
        Assert.Contains(", 0 to run.", again.Output, StringComparison.Ordinal);
        Assert.Equal(suite, File.ReadAllText(_folder["images.yaml"]));
        var log = File.ReadAllText(_folder["results", "images", "run.log"]);
        Assert.Equal(2, log.Split("Z  harness compare images --minutes 1 ").Length - 1);
        Assert.Matches(@"Z  \[1/\d+\] As feature extractor", log);
    }

    [Fact]
    public void New_FolderOfImages_WritesASuiteThatValidatesAndNothingElse()
    {
        _folder.Write("images/dots/photograph.heic", "not read");
        var made = Run("new", "images", "--to", "first/try.yaml", "--minutes", "2", "--seeds", "0", "--threads", "1", "--cache", "64");
        var valid = Run("validate", Path.Combine("first", "try.yaml"));
        var again = Run("new", "images", "--to", "first/try.yaml", "--minutes", "2", "--seeds", "0");

        Assert.Equal((0, 0, 1), (made.ExitCode, valid.ExitCode, again.ExitCode));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(made.Output, "dots/photograph.heic"));
        Assert.Contains($"Next: harness run first/try.yaml --threads 1 --cache 64{Environment.NewLine}", made.Output, StringComparison.Ordinal);
        Assert.Contains("8 techniques, 1 seed, resnet18_half", valid.Output, StringComparison.Ordinal);
        Assert.Contains("already exists.", again.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["results"]));
    }

    // As the head of a suite that 'compare' has written proposes where few images validate.
    [Fact]
    public void Compare_SuiteThatWasGivenFolds_RunsAllOfThem()
    {
        _folder.Write("tiny.yaml", File.ReadAllText(_folder["tiny.yaml"]).Replace("{ rule: first, fraction: 0.2 }", "{ rule: random, seed: 0, folds: 3 }", StringComparison.Ordinal));

        var (exitCode, output, error) = Run("compare", "images", "--to", "tiny.yaml", "--minutes", "60", "--techniques", "BN only");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("Split 3 of 3:", output, StringComparison.Ordinal);
        Assert.Contains("Variance from split", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["results", "tiny", "splits.md"]));
        Assert.True(File.Exists(_folder["results", "tiny", "split-3", "report.html"]));
    }

    [SkippableFact]
    public void New_NoFolderForTemporaryFiles_SaysWhichVariableNamesOne()
    {
        Skip.If(OperatingSystem.IsWindows(), "TMPDIR is of Unix.");

        var (exitCode, _, error) = HarnessProcess.Run(_folder.Path, new Dictionary<string, string> { ["TMPDIR"] = _folder["nowhere"] }, "new", "images", "--minutes", "2");

        Assert.Equal(1, exitCode);
        Assert.Contains($"error: The folder for temporary files, '{_folder["nowhere"]}/', cannot be written to: ", error, StringComparison.Ordinal);
        Assert.Contains("TMPDIR", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("images/dots", "The images are directly in")]
    [InlineData("nowhere", "There is no folder")]
    [InlineData("tiny.yaml", "is a file")]
    public void Compare_NeitherImagesNorResults_SaysWhatIsExpected(string folder, string expected)
    {
        var (exitCode, _, error) = Run("compare", folder);

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("photographs/rose/1.jpg", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TimeTooShort_SaysHowMuchIsNeeded()
    {
        var (exitCode, _, error) = Run("compare", "images", "--minutes", "0.05");

        Assert.Equal(1, exitCode);
        Assert.Matches("0.05 minutes are too short for these images", error);
        Assert.Matches("at least --minutes [0-9]+", error);
        Assert.False(File.Exists(_folder["images.yaml"]));
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) => HarnessProcess.Run(_folder.Path, arguments);
}
