using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class KilledRunTests : IDisposable
{
    private const int Kills = 20;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_KilledAtTwentyRandomMoments_EndsWithTheSameBytes()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg, seeds: "[0, 1, 2]");
        Assert.Equal(0, Run("undisturbed").ExitCode);

        // The moments differ from run to run of the test on purpose: all of them must end well.
        var killed = 0;
        for (var i = 0; i < Kills; i++)
            killed += HarnessProcess.RunAndKill(_folder.Path, TimeSpan.FromMilliseconds(Random.Shared.Next(200, 1500)), Arguments("killed")) ? 1 : 0;
        Assert.True(killed > 0, "no run was slow enough to be killed");
        var last = Run("killed");

        Assert.Equal((0, ""), (last.ExitCode, last.Error));
        Assert.Equal(File.ReadAllText(_folder["undisturbed", "predictions.csv"]), File.ReadAllText(_folder["killed", "predictions.csv"]));
        Assert.Equal(WithoutSeconds("undisturbed"), WithoutSeconds("killed"));
    }

    private (int ExitCode, string Output, string Error) Run(string name) => HarnessProcess.Run(_folder.Path, Arguments(name));

    private string[] Arguments(string name) => ["run", "tiny.yaml", "--device", "cpu", "--out", name, "--store", name + "-store"];

    private string[] WithoutSeconds(string name) =>
        File.ReadAllLines(_folder[name, "epochs.csv"]).Select(line => line[..line.LastIndexOf(',')]).ToArray();
}
