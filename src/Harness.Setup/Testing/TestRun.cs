using Harness.Setup.Building;
using Harness.Setup.Locking;

namespace Harness.Setup.Testing;

/// <summary>Builds and runs all tests and sums up their results.</summary>
internal sealed class TestRun(SetupFolders folders, TextWriter output, TextWriter messages)
{
    // The projects run side by side. With as many threads as cores in each, libtorch's threads would wait for each other most of the time, and the networks
    // of nearly all tests are so small that a second thread does not help anyway; a test that needs more requests them.
    // Tests start the program about a hundred times for a second or two, for which measuring how code is used, to compile it better later, never pays. Nor does
    // writing compiled code through a second mapping of its memory: that guards against attackers, and takes a tenth of the time. Networks that are made and thrown
    // away need fresh memory all the time; in large pages, which glibc requests so, a sixth of the time goes.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["OMP_NUM_THREADS"] = "1",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0",
        // With thresholds as the program sets them where this variable is not set.
        ["GLIBC_TUNABLES"] = "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=268435456:glibc.malloc.trim_threshold=536870912:glibc.malloc.top_pad=67108864",
    };

    // Tells the tests which program to start: the one that users run, which is compiled ahead of time, and not the one beside them.
    private const string ProgramVariable = "HARNESS_PROGRAM";

    // Not part of the solution: it needs 200 MB more of packages, and shows nothing without a browser.
    private const string OfTheBrowser = "Harness.Browser.Tests";

    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private string Results => Path.Combine(folders.Artifacts, "test-results");

    /// <summary>Runs the tests.</summary>
    /// <param name="arguments">For <c>dotnet test</c>: <c>--filter</c>, for example.</param>
    /// <returns>0 if tests ran and none failed.</returns>
    /// <exception cref="SetupException">They cannot be built.</exception>
    public int Run(string[] arguments)
    {
        var projects = Directory.GetDirectories(Path.Combine(folders.Root, "tests"), "*.Tests").Order(StringComparer.Ordinal).ToList();
        if (!Browsers.Any(File.Exists))
        {
            messages.WriteLine("Without Chromium on this machine, report.html is not tested in a browser.");
            projects.RemoveAll(project => Path.GetFileName(project) == OfTheBrowser);
        }
        new ProgramBuild(folders, messages).Run();
        BuildAll(projects);
        if (Directory.Exists(Results)) Directory.Delete(Results, recursive: true);
        using var temporary = MemoryFolder.Make();
        var failures = projects.AsParallel().WithDegreeOfParallelism(projects.Count).Count(project => RunProject(project, arguments, temporary) != 0);
        var sum = TestSum.Of(Results, projects.Count);
        sum.Print(output, messages);
        return failures == 0 && sum.IsGood ? 0 : 1;
    }

    // Not while the tests run: some of them set up.
    private void BuildAll(IReadOnlyList<string> projects)
    {
        using var held = SetupLock.Take(folders.Artifacts, messages);
        messages.WriteLine("Building the tests ...");
        string[] builds = [Path.Combine(folders.Root, "Harness.sln"), .. projects.Where(project => Path.GetFileName(project) == OfTheBrowser)];
        if (!builds.All(build => Dotnet.Build(folders, "build", build)))
            throw BuildFailure.Explain(File.Exists(folders.Log) ? File.ReadAllText(folders.Log) : "", folders.Log);
    }

    private int RunProject(string project, string[] arguments, MemoryFolder? temporary)
    {
        var environment = new Dictionary<string, string>(Settings) { [ProgramVariable] = Path.Combine(folders.Program, "harness-cli.dll") };
        if (temporary is not null) environment["TMPDIR"] = temporary.Path;
        return Dotnet.Run(folders.Root,
        [
            "test", project, "-c", "Release", "--no-build", "--nologo", "--verbosity", "quiet", "--results-directory", Results,
            "--logger", $"trx;LogFileName={Path.GetFileName(project)}.trx", .. arguments,
        ], environment);
    }
}
