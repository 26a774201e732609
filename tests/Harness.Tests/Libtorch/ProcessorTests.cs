using Harness.Libtorch;
using Harness.TestSupport;

namespace Harness.Tests.Libtorch;

public sealed class ProcessorTests
{
    [Fact]
    public void CountCores_TwoThreadsACore_CountsEachCoreOnce()
    {
        using var folder = new TemporaryFolder();
        foreach (var (cpu, siblings) in new[] { ("cpu0", "0,2"), ("cpu1", "1,3"), ("cpu2", "0,2"), ("cpu3", "1,3") })
        {
            Directory.CreateDirectory(folder[$"{cpu}/topology"]);
            File.WriteAllText(folder[$"{cpu}/topology/thread_siblings_list"], siblings + "\n");
        }
        Directory.CreateDirectory(folder["cpufreq"]);
        Assert.Equal(2, Processor.CountCores(Path.GetDirectoryName(folder["cpu0"])!));
    }

    [Fact]
    public void CountCores_SystemThatDoesNotSay_IsUnknown()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(Processor.CountCores(folder["none"]));
        Directory.CreateDirectory(folder["empty"]);
        Assert.Null(Processor.CountCores(folder["empty"]));
    }

    [Fact]
    public void Threads_ThisMachine_AreBetweenOneAndItsProcessors() => Assert.InRange(Processor.Threads, 1, Math.Max(Environment.ProcessorCount, 1024));
}
