using System.Diagnostics;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class InterruptedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Run_CtrlC_EndsCleanlyAndSaysHowToGoOn()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are sent with kill");
        // So many that the signal arrives before the end, however busy the machine is.
        TinySuite.Write(_folder, TestImages.SaveJpeg, seeds: $"[{string.Join(", ", Enumerable.Range(0, 200))}]");
        using var process = HarnessProcess.Start(_folder.Path, "run", "tiny.yaml", "--device", "cpu");
        var error = process.StandardError.ReadToEndAsync();
        // The first finished epoch.
        var line = process.StandardOutput.ReadLine();
        while (line is not null && !line.StartsWith('[')) line = process.StandardOutput.ReadLine();
        Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!.WaitForExit();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.NotNull(line);
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("run the same command again to continue", error.Result, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["results", "tiny", "epochs.csv"]));
    }
}
