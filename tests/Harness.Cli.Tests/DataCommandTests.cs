using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class DataCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DataCommandTests() => TinySuite.Write(_folder, TestImages.SaveJpeg);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("data", "split", "tiny.yaml", "--out")]
    [InlineData("data", "labels", "images", "--out")]
    [InlineData("predict", "results/none", "images", "--to")]
    public void Write_ToAFolder_SaysSoBeforeAnythingElse(params string[] command)
    {
        var root = Path.GetPathRoot(_folder.Path)!;
        foreach (var folder in new[] { root, "images", $"new{Path.DirectorySeparatorChar}" })
        {
            var (exitCode, _, error) = HarnessProcess.Run(_folder.Path, [.. command, folder]);

            Assert.Equal((1, $"error: '{folder}' is a folder.{Environment.NewLine}  Name a file in it.{Environment.NewLine}"), (exitCode, error));
        }
    }

    [Fact]
    public void Labels_TableThatIsThere_IsReplacedOnlyWhenAsked()
    {
        _folder.Write("labels.csv", "by hand");

        var refused = HarnessProcess.Run(_folder.Path, "data", "labels", "images");
        Assert.Equal("by hand", File.ReadAllText(_folder["labels.csv"]));
        var replaced = HarnessProcess.Run(_folder.Path, "data", "labels", "images", "--force");

        Assert.Equal(
            (1, "", $"error: 'labels.csv' already exists.{Environment.NewLine}  Name another file, or replace it with --force.{Environment.NewLine}"),
            (refused.ExitCode, refused.Output, refused.Error));
        Assert.Equal((0, ""), (replaced.ExitCode, replaced.Error));
        Assert.StartsWith("image,color,brightness\n", File.ReadAllText(_folder["labels.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Split_TooLittleMemoryForAnImage_SaysSoAndLeavesNoImageOut()
    {
        const int side = 4000;
        TestImages.SaveJpeg(new byte[side * side * 3], side, side, _folder["images", "dots", "large.jpg"]);
        var limit = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "2800000" };

        var (exitCode, _, error) = HarnessProcess.Run(_folder.Path, limit, "data", "split", "tiny.yaml", "--out", "split.csv", "--skip-unreadable");

        Assert.Equal(3, exitCode);
        Assert.StartsWith("error: There is too little memory to read and decode 'dots/large.jpg'.", error, StringComparison.Ordinal);
        Assert.Contains("more memory", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["split.csv"]));
        Assert.False(File.Exists(_folder["split.skipped.csv"]));
    }
}
