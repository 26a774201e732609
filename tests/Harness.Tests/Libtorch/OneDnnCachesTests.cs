using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Harness.Libtorch;

namespace Harness.Tests.Libtorch;

public sealed class OneDnnCachesTests
{
    private const string FirstCache = "/sys/devices/system/cpu/cpu0/cache/index0/size";

    private static string TorchCpu =>
        (LibtorchFolder.FromEnvironment() ?? LibtorchFolder.OfProgram()).Libraries().First(file => Path.GetFileName(file) == LibtorchFolder.CpuLibrary);

    [SkippableFact]
    public void Read_LibtorchOfThePackage_HasTheSizesThatTheSystemTells()
    {
        var sizes = OneDnnCaches.Read(Library(), TorchCpu);

        Assert.NotNull(sizes);
        Assert.DoesNotContain(sizes, size => size < 1024);
        if (Processor.TellsItsCaches && File.Exists(FirstCache)) Assert.Equal(Kibibytes(FirstCache) * 1024, sizes[0]);
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
        TorchLibrary.Load();
        return NativeLibrary.Load(TorchCpu);
    }

    private static int Kibibytes(string file) => int.Parse(File.ReadAllText(file).TrimEnd('K', '\n'), CultureInfo.InvariantCulture);
}
