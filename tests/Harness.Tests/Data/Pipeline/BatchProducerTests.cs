using System.Collections.Concurrent;
using Harness.Data;
using Harness.Data.Pipeline;

namespace Harness.Tests.Data.Pipeline;

public sealed class BatchProducerTests
{
    private static readonly ImagePipelineOptions Options = new() { Workers = 3, PrefetchBatches = 2 };
    private readonly ConcurrentQueue<BatchBuffer> _begun = new();
    private int _filled;

    private BatchBuffer Begin(int batch)
    {
        var buffer = new BatchBuffer([2 * batch, (2 * batch) + 1], [0, 1], imageSize: 1);
        _begun.Enqueue(buffer);
        return buffer;
    }

    private void Fill(BatchBuffer buffer, int slot)
    {
        buffer.Pixels(slot).Fill(buffer.Indices[slot]);
        Interlocked.Increment(ref _filled);
    }

    [Fact]
    public void Take_AllBatches_ComesInOrderAndEndsWithNull()
    {
        using var producer = new BatchProducer(50, Options, Begin, Fill, CancellationToken.None);
        for (var i = 0; i < 50; i++)
        {
            using var batch = producer.Take()!;
            Assert.Equal([2 * i, (2 * i) + 1], batch.Indices);
            Assert.Equal([2f * i, 2f * i, 2f * i, (2f * i) + 1, (2f * i) + 1, (2f * i) + 1], batch.Images.data<float>().ToArray());
        }
        Assert.Null(producer.Take());
    }

    [Fact]
    public void Take_SlowConsumer_StaysWithinThePrefetch()
    {
        using var producer = new BatchProducer(50, Options, Begin, Fill, CancellationToken.None);
        for (var i = 0; i < 5; i++)
        {
            producer.Take()!.Dispose();
            Thread.Sleep(20);
            Assert.InRange(_begun.Count, i + 1, i + 1 + Options.PrefetchBatches);
        }
    }

    [Fact]
    public void Dispose_BatchesNotTaken_EndsTheThreadsAndFreesThem()
    {
        var producer = new BatchProducer(50, Options, Begin, Fill, CancellationToken.None);
        using var taken = producer.Take()!;
        producer.Dispose();
        var filled = _filled;
        Assert.InRange(filled, 2, 6);
        Assert.False(taken.Images.IsInvalid);
        Assert.All(_begun.Skip(1), buffer =>
        {
            var batch = buffer.ToBatch();
            Assert.True(batch.Images.IsInvalid);
            Assert.True(batch.Targets.IsInvalid);
        });
        Thread.Sleep(30);
        Assert.Equal(filled, _filled);
    }

    [Fact]
    public void Take_WorkerFails_ThrowsItsException()
    {
        void Fill(BatchBuffer buffer, int slot)
        {
            if (buffer.Indices[0] == 0) throw new InvalidOperationException("batch 0");
        }

        using var producer = new BatchProducer(50, Options, Begin, Fill, CancellationToken.None);
        Assert.Contains("batch 0", Assert.Throws<InvalidOperationException>(() => producer.Take()).Message);
    }

    [Fact]
    public void Take_CanceledWhileWaiting_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var producer = new BatchProducer(2, Options, Begin, (_, _) => release.Wait(), cancellation.Token);
        try
        {
            cancellation.CancelAfter(30);
            Assert.Throws<OperationCanceledException>(() => producer.Take());
        }
        finally
        {
            release.Set();
            producer.Dispose();
        }
    }

    [Fact]
    public void Take_NoBatches_GivesNull()
    {
        using var producer = new BatchProducer(0, Options, Begin, Fill, CancellationToken.None);
        Assert.Null(producer.Take());
    }
}
