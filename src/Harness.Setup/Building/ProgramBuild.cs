using System.Globalization;
using Harness.Setup.Locking;

namespace Harness.Setup.Building;

/// <summary>Builds the program that users run.</summary>
internal sealed class ProgramBuild(SetupFolders folders, TextWriter messages)
{
    private const string Name = "program-";
    private const string ToolName = "setup-";
    private const int Kept = 2;

    /// <summary>Builds unless nothing has changed since the last time.</summary>
    /// <exception cref="SetupException">It cannot be built.</exception>
    public void Run()
    {
        using var held = SetupLock.Take(folders.Artifacts, messages);
        if (held.IsAfterStopped) RemoveHalfWritten();
        if (IsUpToDate()) return;
        var started = DateTime.UtcNow;
        messages.WriteLine("Building; the first time, this downloads the packages, which takes a few minutes ...");
        var fresh = FreshFolder(started);
        Publish(fresh);
        RunningPrograms.Prepare(fresh);
        PointTo(fresh, started);
        RemoveOld();
    }

    /// <summary>Removes what a stopped set-up may have left half-written; packages are handled separately.</summary>
    private void RemoveHalfWritten()
    {
        messages.WriteLine("The previous set-up was stopped; what it was building is built again.");
        var intermediate = Path.Combine(folders.Artifacts, "obj");
        if (Directory.Exists(intermediate)) Directory.Delete(intermediate, recursive: true);
    }

    private bool IsUpToDate() =>
        File.Exists(folders.Pointer)
        && IsWhole(folders.Program)
        && !SourceFiles.AnyNewerThan(folders.Root, File.GetLastWriteTimeUtc(folders.Pointer));

    /// <summary>Whether a program can start: whether its libtorch, to which it links, is still where it was. NuGet's folder of packages may have been emptied.</summary>
    /// <param name="program">Its folder, which need not exist.</param>
    /// <returns>Whether it can.</returns>
    internal static bool IsWhole(string program) =>
        File.Exists(Path.Combine(program, "harness-cli.dll"))
        && Directory.EnumerateFiles(program, "*", SearchOption.AllDirectories).All(file => new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.Exists ?? true);

    // Every build has its own folder, since a run that continues meanwhile still loads from its own.
    private string FreshFolder(DateTime started) => Path.Combine(
        folders.Artifacts, Name + started.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + $"-{Environment.ProcessId}");

    // Compiled ahead of time, the program starts sooner. If that compiler's package is not available, it still works. Style is for those who build the solution,
    // as the tests do: looking at it takes a quarter of the time.
    private void Publish(string fresh)
    {
        if (PublishInto(fresh, "-p:PublishReadyToRun=true", "-p:DisableTransitiveFrameworkReferenceDownloads=true")) return;
        if (BuildFailure.IsWithoutCompiler(ReadLog()))
        {
            messages.WriteLine("The ahead-of-time compiler is not available: the program starts a little more slowly.");
            if (PublishInto(fresh)) return;
        }
        throw BuildFailure.Explain(ReadLog(), folders.Log);
    }

    private bool PublishInto(string fresh, params string[] settings) => Dotnet.Build(
        folders, ["publish", folders.Project("Harness.Cli"), "--use-current-runtime", "--no-self-contained", "-p:RunAnalyzers=false", "-o", fresh, .. settings]);

    private string ReadLog() => File.Exists(folders.Log) ? File.ReadAllText(folders.Log) : "";

    // With the time when the build began: what changes during the build is built the next time.
    private void PointTo(string fresh, DateTime started)
    {
        var written = $"{folders.Pointer}.new";
        File.WriteAllText(written, Path.GetFileName(fresh) + "\n");
        File.SetLastWriteTimeUtc(written, started);
        File.Move(written, folders.Pointer, overwrite: true);
    }

    // The last builds stay, and so do those from which a program runs, which loads parts of itself as late as it writes its report, and what a backend of the
    // environment points to.
    private void RemoveOld()
    {
        var pointedTo = Directory.EnumerateFiles(folders.Artifacts, "program*.txt").Select(file => File.ReadAllText(file).Trim()).ToHashSet();
        var old = Directory.EnumerateDirectories(folders.Artifacts, Name + "*").OrderDescending(StringComparer.Ordinal).Skip(Kept);
        foreach (var folder in old.Where(folder => !pointedTo.Contains(Path.GetFileName(folder)) && !RunningPrograms.Any(folder))) Remove(folder);
        foreach (var folder in OldTools()) Remove(folder);
    }

    // Another set-up may be building right now; none takes a day.
    private IEnumerable<string> OldTools()
    {
        var pointer = Path.Combine(folders.Artifacts, "setup.txt");
        var current = File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : "";
        return Directory.EnumerateDirectories(folders.Artifacts, $"{ToolName}*")
            .Where(folder => Path.GetFileName(folder) != current && Directory.GetLastWriteTimeUtc(folder) < DateTime.UtcNow.AddDays(-1));
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows keeps the files of a running program; a later build removes them.
        }
    }
}
