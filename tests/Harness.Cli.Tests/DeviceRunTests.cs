using System.Diagnostics;
using System.Globalization;
using Harness.Running.Folders;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

/// <summary>CPUs stand for GPUs: what is done with several devices does not depend on what they are.</summary>
public sealed class DeviceRunTests : IDisposable
{
    private static readonly string[] OnTwo = ["run", "tiny.yaml", "--device", "cpu,cpu", "--threads", "1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_SeveralDevices_GivesTheBytesOfOne()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);

        var one = Run(["run", "tiny.yaml", "--device", "cpu", "--threads", "1", "--out", "one", "--store", "one-store"]);
        var two = Run([.. OnTwo, "--out", "two", "--store", "two-store"]);
        var again = Run([.. OnTwo, "--out", "two", "--store", "two-store"]);

        Assert.All([one, two, again], run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.Contains("[1/2 cpu] Part 1/2 is finished: 3 epochs.", two.Output, StringComparison.Ordinal);
        Assert.Contains("[2/2 cpu] [2/2] Deeper head, BN in eval mode, seed 0, epoch 2", two.Output, StringComparison.Ordinal);
        Assert.Contains("5 epochs in all, 0 to run.", two.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a part on each", again.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder["one", "predictions.csv"]), File.ReadAllText(_folder["two", "predictions.csv"]));
    }

    [Fact]
    public void Run_SomethingIsNotedOfTheImages_ShowsItOnceAndLogsItForEveryPart()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        File.Copy(_folder["images", "dots", "14.jpg"], _folder["images", "dots", "00.jpg"], overwrite: true);

        var (exitCode, output, error) = Run(OnTwo);

        const string Note = "note: 1 of 9 validation images is a copy of a training image";
        Assert.Equal((0, ""), (exitCode, error));
        Assert.True(output.IndexOf(Note, StringComparison.Ordinal) < output.IndexOf("a part on each", StringComparison.Ordinal), output);
        Assert.Equal(1, output.Split(Note).Length - 1);
        Assert.All(["part-1-of-2.log", "part-2-of-2.log", "run.log"], log => Assert.Contains(Note, File.ReadAllText(_folder["results", "tiny", log]), StringComparison.Ordinal));
    }

    [Fact]
    public void Run_OneOfTheDevicesFails_ReportsWhatTheOthersHaveDone()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        Run(["run", "tiny.yaml", "--device", "cpu", "--threads", "1", "--part", "1/2"]);
        BlockedStore.RefuseNewEpochs(_folder["results", "store"]);

        var (exitCode, output, error) = Run([.. OnTwo, "--verbose"]);

        Assert.Equal(3, exitCode);
        Assert.Matches(@"\[2/2 cpu\] +at Harness\.Storage", error);
        Assert.Contains("[2/2 cpu] error: The store of finished epochs", error, StringComparison.Ordinal);
        Assert.Contains("error: part 2/2 on cpu ended with exit code 3; the cause is shown above.", error, StringComparison.Ordinal);
        Assert.Contains("Discriminative", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["results", "tiny", "comparison.csv"]));
    }

    [Fact]
    public void Run_AfterOneThatFailedAndWithOtherSeeds_GoesOn()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        Directory.CreateDirectory(_folder["results", "store"]);
        BlockedStore.RefuseNewEpochs(_folder["results", "store"]);

        var failed = Run(OnTwo);
        var other = Run([.. OnTwo, "--seeds", "1", "--store", "other-store"]);

        Assert.Equal(3, failed.ExitCode);
        Assert.Equal((0, ""), (other.ExitCode, other.Error));
        Assert.Contains("[1/2 cpu] Part 1/2 is finished: 3 epochs.", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WhileAPartIsTrained_SaysSoBeforeAnythingIsTrained()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        using var part = ResultsLock.Take(_folder["results", "tiny"], isShared: true);

        var (exitCode, output, error) = Run(OnTwo);

        Assert.Equal(4, exitCode);
        Assert.Contains("Another run is writing to", error, StringComparison.Ordinal);
        Assert.DoesNotContain("a part on each", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Run_CtrlC_StopsAllAndWritesTheReport()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are sent with kill");
        // So many that the signal arrives before the end, however busy the machine is.
        TinySuite.Write(_folder, TestImages.SaveJpeg, seeds: $"[{string.Join(", ", Enumerable.Range(0, 200))}]");
        using var process = HarnessProcess.Start(_folder.Path, OnTwo);
        var error = process.StandardError.ReadToEndAsync();
        // The first finished epoch of either.
        var line = process.StandardOutput.ReadLine();
        while (line is not null && !line.Contains("cpu] [1/", StringComparison.Ordinal)) line = process.StandardOutput.ReadLine();
        // To this process alone, as kill and job schedulers do.
        Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.NotNull(line);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal(3, error.Result.Split("Stopped. Finished epochs are kept").Length - 1);
        Assert.True(File.Exists(_folder["results", "tiny", "epochs.csv"]));
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) => HarnessProcess.Run(_folder.Path, arguments);
}
