using Harness.Libtorch;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Libtorch;

[Collection(TorchCollection.Name)]
public sealed class OpenMpTests
{
    [Fact]
    public void Run_SomeThreads_AreDifferentOnesAndHaveAllEnded()
    {
        var (threads, together) = (new HashSet<int>(), new CountdownEvent(3));

        // Each waits for the others, so that one thread cannot do it all.
        OpenMp.Run(3, () =>
        {
            together.Signal();
            Assert.True(together.Wait(TimeSpan.FromMinutes(1)));
            lock (threads) threads.Add(Environment.CurrentManagedThreadId);
        });

        Assert.Equal(3, threads.Count);
        Assert.Contains(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public void Run_OneFails_ThrowsWhatItThrewAndTheNextSucceeds()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => OpenMp.Run(2, () => throw new InvalidOperationException("of a thread")));
        Assert.Equal("of a thread", exception.Message);

        var count = 0;
        OpenMp.Run(2, () => Interlocked.Increment(ref count));
        Assert.Equal(2, count);
    }
}
