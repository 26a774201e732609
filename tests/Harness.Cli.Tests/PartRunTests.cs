using System.Diagnostics;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class PartRunTests : IDisposable
{
    private const string WithTest = "fraction: 0.2, test_images_per_class: 2 }";

    private readonly TemporaryFolder _folder = new();

    public PartRunTests()
    {
        var suite = TinySuite.Write(_folder, TestImages.SaveJpeg, seeds: "[0, 1]");
        File.WriteAllText(suite, File.ReadAllText(suite).Replace("fraction: 0.2 }", WithTest, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_PartsAtTheSameTimeAndTheirReport_GiveTheBytesOfAWholeRun()
    {
        Assert.Equal(0, Run("run", "tiny.yaml", "--device", "cpu", "--out", "whole", "--store", "whole-store").ExitCode);

        // Two of them from the beginning, so that both want to write the manifest; the third is killed somewhere on its way, and run again.
        var processes = new[] { "1/3", "2/3" }.Select(part => HarnessProcess.Start(_folder.Path, PartArguments(part))).ToList();
        HarnessProcess.RunAndKill(_folder.Path, TimeSpan.FromMilliseconds(1200), PartArguments("3/3"));
        var outputs = processes.ConvertAll(process => (process.StandardOutput.ReadToEnd(), process.StandardError.ReadToEnd(), End(process)));
        var early = Run("report", "tiny.yaml", "--device", "cpu", "--out", "joined", "--store", "store");
        var third = HarnessProcess.Run(_folder.Path, PartArguments("3/3"));
        var report = Run("report", "tiny.yaml", "--device", "cpu", "--out", "joined", "--store", "store");

        Assert.All(outputs, output => Assert.Equal((0, ""), (output.Item3, output.Item2)));
        Assert.Contains("Part 1/3 is finished: 3 epochs.", outputs[0].Item1, StringComparison.Ordinal);
        Assert.Equal((0, ""), (third.ExitCode, third.Error));
        Assert.Contains("not all parts are finished", early.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("The test images are opened", early.Output, StringComparison.Ordinal);
        Assert.Contains("The test images are opened for 6 trained networks.", report.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder["whole", "predictions.csv"]), File.ReadAllText(_folder["joined", "predictions.csv"]));
        Assert.Equal(WithoutTimes("whole"), WithoutTimes("joined"));
        Assert.Equal(File.ReadAllText(_folder["whole", "manifest.csv"]), File.ReadAllText(_folder["joined", "manifest.csv"]));
        Assert.Contains("Finished.", File.ReadAllText(_folder["joined", "part-1-of-3.log"]), StringComparison.Ordinal);
        Assert.Equal([], Directory.GetFiles(_folder["joined"], ".*lock").Concat(Directory.GetFiles(_folder["joined"], "parts.json")));
    }

    [Fact]
    public void Run_PartsOfOtherPlans_AreToldBeforeAnythingIsTrained()
    {
        Assert.Equal(0, Run("run", "tiny.yaml", "--part", "1/2").ExitCode);

        var seeds = Run("run", "tiny.yaml", "--part", "2/2", "--seeds", "7");
        var technique = File.ReadAllText(_folder["techniques", "bn-only.yaml"]);
        File.WriteAllText(_folder["techniques", "bn-only.yaml"], technique.Replace("1e-3", "2e-3", StringComparison.Ordinal));
        var changed = Run("run", "tiny.yaml", "--part", "2/2");
        File.WriteAllText(_folder["techniques", "bn-only.yaml"], technique);
        var asBefore = Run("run", "tiny.yaml", "--part", "2/2");

        Assert.Equal((1, 1, 0), (seeds.ExitCode, changed.ExitCode, asBefore.ExitCode));
        Assert.Contains("What differs: seeds: '7' here, '0 1' there.", seeds.Error, StringComparison.Ordinal);
        Assert.Contains("What differs: a setting of the suite or of one of its techniques.", changed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("[1/", seeds.Output + changed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_MorePartsThanPiecesAndSeveralSplits_SharesOutTheSplits()
    {
        var suite = File.ReadAllText(_folder["tiny.yaml"]).Replace("{ rule: first, " + WithTest, "{ rule: random, seed: 0, folds: 2 }", StringComparison.Ordinal);
        _folder.Write("tiny.yaml", suite.Replace("[0, 1]", "[0]", StringComparison.Ordinal));

        var parts = Enumerable.Range(1, 5).Select(number => Run("run", "tiny.yaml", "--part", $"{number}/5")).ToList();
        var report = Run("report", "tiny.yaml");

        Assert.All(parts, part => Assert.Equal((0, ""), (part.ExitCode, part.Error)));
        Assert.Equal(["3 epochs", "2 epochs", "3 epochs", "2 epochs"], parts.Take(4).Select(part => part.Output.Split("is finished: ")[1].Split('.')[0]));
        Assert.Contains("Part 5/5 has nothing to do: the suite can be cut into 4 parts at most", parts[4].Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (report.ExitCode, report.Error));
        Assert.Equal(1 + (3 * 2), File.ReadAllLines(_folder["results", "tiny", "splits.csv"]).Length);
    }

    [Fact]
    public void Run_PartWithWhatOnlyAReportHas_IsRefused()
    {
        var json = Run("run", "tiny.yaml", "--part", "1/2", "--json");
        var noStore = Run("run", "tiny.yaml", "--part", "1/2", "--no-store");

        Assert.Equal((1, 1), (json.ExitCode, noStore.ExitCode));
        Assert.Contains("A part writes no report.", json.Error, StringComparison.Ordinal);
        Assert.Contains("--no-store keeps none", noStore.Error, StringComparison.Ordinal);
    }

    private static string[] PartArguments(string part) => ["run", "tiny.yaml", "--device", "cpu", "--part", part, "--out", "joined", "--store", "store"];

    private static int End(Process process)
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) => HarnessProcess.Run(_folder.Path, arguments);

    // The last columns of epochs.csv and several of comparison.csv are times.
    private IReadOnlyList<string> WithoutTimes(string name)
    {
        var lines = File.ReadAllLines(_folder[name, "comparison.csv"]);
        var kept = lines[0].Split(',').Index().Where(column => !column.Item.Contains("seconds", StringComparison.Ordinal)).Select(column => column.Index).ToList();
        return
        [
            .. File.ReadAllLines(_folder[name, "epochs.csv"]).Select(line => line[..line.LastIndexOf(',')]),
            .. lines.Select(line => string.Join(',', line.Replace("Deeper head, BN", "Deeper head BN", StringComparison.Ordinal).Split(',').Index().Where(cell => kept.Contains(cell.Index)).Select(cell => cell.Item))),
        ];
    }
}
