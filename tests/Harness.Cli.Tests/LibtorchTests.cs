using Harness.TestSupport;

namespace Harness.Cli.Tests;

/// <summary>Which libtorch the program loads, and when it does without.</summary>
public sealed class LibtorchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LibtorchTests() => TinySuite.Write(_folder, TestImages.SaveJpeg);

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Run_NothingLeftToTrain_DoesNotLoadLibtorch()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux's loader tells what it loads.");
        Assert.Contains("libtorch_cpu.so", Loaded(), StringComparison.Ordinal);
        Assert.DoesNotContain("libtorch", Loaded(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Run_LibtorchOfAnotherFolder_IsLoadedInPlaceOfThePackages()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Another libtorch can only be used on Linux.");
        Directory.CreateDirectory(_folder["torch", "lib"]);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "libtorch")))
            File.CreateSymbolicLink(_folder["torch", "lib", Path.GetFileName(file)], file);
        File.WriteAllText(_folder["torch", "version.py"], "__version__ = '2.10.0+elsewhere'");

        var loaded = Loaded(("LIBTORCH", _folder["torch"]));

        Assert.Contains(_folder["torch", "lib", "libtorch_cpu.so"], loaded, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.Combine(AppContext.BaseDirectory, "libtorch", "libtorch_cpu.so"), loaded, StringComparison.Ordinal);
        Assert.Contains("\"2.10.0+elsewhere\"", File.ReadAllText(_folder["out", "run.json"]), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Run_LibtorchThatIsNone_IsAnErrorBeforeAnythingIsWritten()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Another libtorch can only be used on Linux.");
        var run = HarnessProcess.Run(_folder.Path, new() { ["LIBTORCH"] = _folder["none"] }, Arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: LIBTORCH is ", run.Error, StringComparison.Ordinal);
    }

    private static string[] Arguments => ["run", "tiny.yaml", "--device", "cpu", "--out", "out", "--store", "store"];

    // What the loader initialized, from its own report.
    private string Loaded(params (string Name, string Value)[] environment)
    {
        var variables = environment.Append(("LD_DEBUG", "files")).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var run = HarnessProcess.Run(_folder.Path, variables, Arguments);
        Assert.Equal(0, run.ExitCode);
        return string.Join('\n', run.Error.Split('\n').Where(line => line.Contains("calling init", StringComparison.Ordinal)));
    }
}
