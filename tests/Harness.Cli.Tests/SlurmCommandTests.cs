using System.Diagnostics;
using Harness.Cli.Processes;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class SlurmCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // Whoever starts the tests may have been started by run-all.sh.
    private readonly Dictionary<string, string> _withoutScript = new() { [OwnProgram.ScriptVariable] = "" };

    public void Dispose() => _folder.Dispose();

    // What stands for sbatch runs the jobs one after the other, in the order in which they are submitted.
    [SkippableFact]
    public void Script_RunByAShell_TrainsAllPartsAndWritesTheReport()
    {
        Skip.If(OperatingSystem.IsWindows(), "the script is for sh");
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        WriteSbatch();
        string[] options = ["--techniques", "BN only", "Deeper head, BN in eval mode", "--out", "it's $mine", "--store", "a store"];

        var written = HarnessProcess.Run(_folder.Path, _withoutScript, ["slurm", "tiny.yaml", "--parts", "3", .. options, "--partition", "short", "--time", "1-00", "--memory", "4G", "--cores", "1"]);
        var (code, output, error) = RunScript("tiny-slurm.sh");
        var whole = HarnessProcess.Run(_folder.Path, ["run", "tiny.yaml", .. options[..3], "--out", "whole", "--store", "other", "--device", "cpu", "--threads", "1"]);

        Assert.Equal((0, ""), (written.ExitCode, written.Error));
        Assert.Contains("The suite can be cut into 2 parts at most", written.Output, StringComparison.Ordinal);
        Assert.Equal((0, "", 0), (code, error, whole.ExitCode));
        Assert.Contains("Submitted: the parts as job 7, the report that follows as job 7.", output, StringComparison.Ordinal);
        Assert.Contains("Their output: it's $mine/slurm", output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder["whole", "predictions.csv"]), File.ReadAllText(_folder["it's $mine", "predictions.csv"]));
        var jobs = File.ReadAllText(_folder["jobs.txt"]);
        Assert.All(
            (string[])["#SBATCH --array=1-2", "#SBATCH --requeue", "#SBATCH --partition=short", "#SBATCH --time=1-00", "#SBATCH --mem=4G", "#SBATCH --cpus-per-task=1", "--dependency=afterany:7"],
            line => Assert.Contains(line, jobs, StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("", false, "exec bash '")]
    [InlineData("cuda", false, "exec env TorchBackend=cuda bash '")]
    [InlineData("cuda", true, "exec env TorchBackend=cuda LIBTORCH=")]
    public void Script_OfAProgramThatRunAllStarted_CallsRunAll(string backend, bool hasLibtorch, string expected)
    {
        Skip.If(OperatingSystem.IsWindows(), "the script is for sh");
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        WriteSbatch();
        var script = _folder.Write("a clone/run-all.sh", """echo "called: $TorchBackend $*" """);
        var environment = new Dictionary<string, string> { [OwnProgram.ScriptVariable] = script, [OwnProgram.BackendVariable] = backend, [OwnProgram.LibtorchVariable] = "" };
        var libtorch = Path.Combine(AppContext.BaseDirectory, "libtorch");
        if (hasLibtorch) environment[OwnProgram.LibtorchVariable] = libtorch;

        var written = HarnessProcess.Run(_folder.Path, environment, "slurm", "tiny.yaml", "--parts", "2", "--no-estimate", "--cores", "1");
        var (code, _, error) = RunScript("tiny-slurm.sh");

        Assert.Equal((0, ""), (written.ExitCode, written.Error));
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(expected, File.ReadAllText(_folder["tiny-slurm.sh"]), StringComparison.Ordinal);
        Assert.Contains($" bash '{script}' run tiny.yaml", File.ReadAllText(_folder["tiny-slurm.sh"]), StringComparison.Ordinal);
        if (hasLibtorch) Assert.Contains($"LIBTORCH={libtorch}", File.ReadAllText(_folder["tiny-slurm.sh"]).Replace("'", ""), StringComparison.Ordinal);
        Assert.Equal(
            [$"called: {backend} run tiny.yaml --device cpu --threads 1 --part 1/2", $"called: {backend} run tiny.yaml --device cpu --threads 1 --part 2/2", $"called: {backend} report tiny.yaml --device cpu --threads 1"],
            File.ReadAllLines(_folder["tasks.txt"]));
    }

    [Fact]
    public void Slurm_NoTimeSaid_EstimatesItAndTheMemory()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);

        var (code, output, error) = HarnessProcess.Run(_folder.Path, "slurm", "tiny.yaml", "--parts", "2", "--script", "s.sh");

        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"Each asks for --cpus-per-task=\d+ --mem=1G --time=11", output);
        Assert.DoesNotContain("the cluster's default applies", File.ReadAllText(_folder["s.sh"]), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["results", "tiny", "slurm"]));
    }

    [Fact]
    public void Slurm_MoreCoresThanThreadsThatARunTakes_AsksForTheCoresAndGivesTheThreads()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);

        var (code, _, error) = HarnessProcess.Run(_folder.Path, "slurm", "tiny.yaml", "--parts", "2", "--script", "s.sh", "--no-estimate", "--cores", "300");

        Assert.Equal((0, ""), (code, error));
        var script = File.ReadAllText(_folder["s.sh"]);
        Assert.Contains("--cpus-per-task=300", script, StringComparison.Ordinal);
        Assert.Contains("--threads 256", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tiny-slurm.sh")]
    [InlineData("notes.txt", "--script", "notes.txt")]
    public void Slurm_ScriptIsThere_IsReplacedWithForceOnly(string script, params string[] options)
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        _folder.Write(script, "mine");
        string[] arguments = ["slurm", "tiny.yaml", "--parts", "2", "--no-estimate", .. options];

        var refused = HarnessProcess.Run(_folder.Path, arguments);
        var kept = File.ReadAllText(_folder[script]);
        var replaced = HarnessProcess.Run(_folder.Path, [.. arguments, "--force"]);

        Assert.Equal((1, "mine", 0), (refused.ExitCode, kept, replaced.ExitCode));
        Assert.StartsWith($"error: '{script}' already exists.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--part", File.ReadAllText(_folder[script]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: --parts must be a whole number from 1 to 10000, not '0'.", "--parts", "0")]
    [InlineData("error: --time must be minutes, HH:MM:SS or DAYS-HH:MM:SS, not 'soon'.", "--parts", "2", "--time", "soon")]
    [InlineData("error: --memory must be a whole number followed by K, M, G or T, such as 8G, not '8 GB'.", "--parts", "2", "--memory", "8 GB")]
    [InlineData("error: --gpus asks for GPUs, and --device for none.", "--parts", "2", "--gpus", "--device", "cpu")]
    [InlineData("error: A part trains on one device, and 'cpu,cpu' names several.", "--parts", "2", "--device", "cpu,cpu")]
    [InlineData("error: Unknown device 'cudaa'. Did you mean 'cuda'?", "--parts", "2", "--device", "cudaa")]
    [InlineData("error: Unknown device 'cuda:x'.", "--parts", "2", "--device", "cuda:x")]
    public void Slurm_WrongOptions_AreTold(string expected, params string[] options)
    {
        var (code, output, error) = HarnessProcess.Run(_folder.Path, ["slurm", "tiny.yaml", .. options]);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("plain-word_1.yaml", "plain-word_1.yaml")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$HOME", "'$HOME'")]
    [InlineData("", "''")]
    public void ShellWord_Of_QuotesWhatAShellWouldChange(string text, string expected) => Assert.Equal(expected, ShellWord.Of(text));

    private void WriteSbatch()
    {
        var path = _folder.Write("sbatch", """
            #!/bin/sh
            job=$(mktemp)
            cat > "$job"
            { echo "$@"; cat "$job"; } >> jobs.txt
            for task in $(sed -n 's/^#SBATCH --array=1-//p' "$job" | xargs -r seq 1); do SLURM_ARRAY_TASK_ID=$task sh "$job" >> tasks.txt || exit 1; done
            grep -q -e '--array' "$job" || sh "$job" >> tasks.txt
            rm "$job"
            echo '7;cluster'
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private (int ExitCode, string Output, string Error) RunScript(string script)
    {
        var start = new ProcessStartInfo("sh", [script]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
