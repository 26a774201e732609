using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Harness.Libtorch;

namespace Harness.Tests.Libtorch;

public sealed class OneDnnCachesTests
{
    private static string TorchCpu =>
        (LibtorchFolder.FromEnvironment() ?? LibtorchFolder.OfProgram()).Libraries().First(file => Path.GetFileName(file) == LibtorchFolder.CpuLibrary);

    [SkippableFact]
    public void Read_LibtorchOfThePackage_HasTheSizesThatTheSystemTells()
    {
        var sizes = OneDnnCaches.Read(Library(), TorchCpu);

        Assert.NotNull(sizes);
        Assert.DoesNotContain(sizes, size => size < 1024);
        // Cores of different kinds may have different ones.
        var told = Directory.EnumerateDirectories("/sys/devices/system/cpu", "cpu*").Select(cpu => Path.Combine(cpu, "cache", "index0", "size")).Where(File.Exists).ToList();
        if (Processor.TellsItsCaches && told.Count > 0) Assert.Contains(sizes[0], told.Select(file => Kibibytes(file) * 1024));
    }

    [SkippableFact]
    public void AssumeUsualSizes_ProcessorThatTellsItsCaches_ChangesNothing()
    {
        Skip.IfNot(Processor.TellsItsCaches, "This processor hides its caches.");
        var before = OneDnnCaches.Read(Library(), TorchCpu);

        Assert.False(OneDnnCaches.AssumeUsualSizes(Library(), TorchCpu));
        Assert.Equal(before, OneDnnCaches.Read(Library(), TorchCpu));
    }

    [SkippableFact]
    public void AssumeUsualSizes_ProcessorThatHidesItsCaches_HasBeenDone()
    {
        Skip.If(Processor.TellsItsCaches, "This processor tells its caches.");
        Assert.Empty(OneDnnCaches.Read(Library(), TorchCpu)!);
        Assert.True(OneDnnCaches.AssumeUsualSizes(Library(), TorchCpu));
    }

    [SkippableFact]
    public void AssumeUsualSizes_FileThatCannotBeRead_IsFalse() => Assert.False(OneDnnCaches.AssumeUsualSizes(Library(), Path.Combine(AppContext.BaseDirectory, "missing.so")));

    private static nint Library()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && X86Base.IsSupported, "oneDNN is asked on Linux and x64 only.");
        Skip.If(Environment.GetEnvironmentVariable("LIBTORCH") is { Length: > 0 }, "Another libtorch may not name its inner functions.");
        TorchLibrary.Load();
        return NativeLibrary.Load(TorchCpu);
    }

    private static int Kibibytes(string file) => int.Parse(File.ReadAllText(file).TrimEnd('K', '\n'), CultureInfo.InvariantCulture);
}
