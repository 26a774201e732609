using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class RunLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RunLogTests() => TinySuite.Write(_folder, TestImages.SaveJpeg);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Twice_AppendsCommandProgressAndEnd()
    {
        Run("run", "tiny.yaml", "--techniques", "bn-only");
        Run("run", "tiny.yaml", "--seeds", "1", "--techniques", "bn-only");

        var lines = File.ReadAllLines(_folder["results", "tiny", "run.log"]);
        Assert.All(lines, line => Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ  \S", line));
        Assert.Matches(@"harness run tiny\.yaml --techniques bn-only \(version \d+\.\d+\.\d+, process \d+ on ", lines[0]);
        Assert.Contains(lines, line => line.Contains("[2/2] BN only, seed 0, epoch 2: train loss", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("[2/2] BN only, seed 1, epoch 2: train loss", StringComparison.Ordinal));
        Assert.Equal(2, lines.Count(line => line.EndsWith("  Finished.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_RefusedBeforeItBegins_IsLoggedOnlyWhereThereAreResults()
    {
        var image = File.ReadAllBytes(_folder["images", "dots", "03.jpg"]);
        File.WriteAllText(_folder["images", "dots", "03.jpg"], "not an image");
        Run("run", "tiny.yaml");
        Assert.False(Directory.Exists(_folder["results", "tiny"]));
        File.WriteAllBytes(_folder["images", "dots", "03.jpg"], image);
        Run("run", "tiny.yaml");
        File.WriteAllText(_folder["images", "dots", "03.jpg"], "not an image");
        Run("run", "tiny.yaml");

        Assert.Contains("  error: ", File.ReadAllText(_folder["results", "tiny", "run.log"]).Split("  Finished.")[1], StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("run", "tiny.yaml", "--device", "cpu")]
    [InlineData("run", "tiny.yaml", "--device", "cpu,cpu")]
    [InlineData("compare", "images", "--minutes", "1", "--seeds", "0", "--techniques", "feature-extractor")]
    public void Run_LargeStore_TellsWhatToDo(params string[] command)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "elsewhere a file of 21 GiB takes its room");
        Directory.CreateDirectory(_folder["results", "store", "incoming"]);
        using (var large = File.Create(_folder["results", "store", "incoming", "left"])) large.SetLength(21L << 30);

        var trained = Run(command);
        var nothing = Run(command);

        Assert.Equal((0, 0), (trained.ExitCode, nothing.ExitCode));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(trained.Error, "has grown to"));
        Assert.Matches("note: the store of finished epochs '.*' has grown to 21 GiB. 'harness store list' shows", trained.Error);
        Assert.Equal("", nothing.Error);
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) => HarnessProcess.Run(_folder.Path, arguments);
}
