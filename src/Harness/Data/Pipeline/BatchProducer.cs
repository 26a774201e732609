using System.Runtime.ExceptionServices;

namespace Harness.Data.Pipeline;

/// <summary>Threads that fill batches in order, a few ahead of the consumer. Disposing it ends the threads and frees what was not taken.</summary>
internal sealed class BatchProducer : IDisposable
{
    private readonly object _gate = new();
    private readonly int _batchCount;
    private readonly int _prefetch;
    private readonly Func<int, BatchBuffer> _begin;
    private readonly Action<BatchBuffer, int> _fill;
    private readonly Queue<BatchBuffer> _begun = new();
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly Thread[] _threads;
    private BatchBuffer? _current;
    private int _nextSlot;
    private int _nextBatch;
    private bool _isStopped;
    private Exception? _failure;

    /// <summary>Starts the threads.</summary>
    /// <param name="batchCount">The number of batches.</param>
    /// <param name="options">The number of threads, and how many batches may be begun and not yet taken.</param>
    /// <param name="begin">Allocates a batch by its number; called on a worker thread, one at a time and in order.</param>
    /// <param name="fill">Writes one image, by batch and slot; called on worker threads, many at a time.</param>
    /// <param name="cancellation">Ends the work; <see cref="Take"/> then throws.</param>
    public BatchProducer(
        int batchCount,
        ImagePipelineOptions options,
        Func<int, BatchBuffer> begin,
        Action<BatchBuffer, int> fill,
        CancellationToken cancellation)
    {
        (_batchCount, _prefetch, _begin, _fill, _cancellation) = (batchCount, options.PrefetchBatches, begin, fill, cancellation);
        _threads = new Thread[options.Workers];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"image worker {i + 1}" };
            _threads[i].Start();
        }
        _registration = cancellation.Register(Stop);
    }

    /// <summary>Waits for the next batch.</summary>
    /// <returns>The batch, which the caller disposes; null after the last.</returns>
    /// <exception cref="OperationCanceledException">The work was canceled.</exception>
    /// <remarks>The first exception of a worker is thrown here, with its own stack trace.</remarks>
    public Batch? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                _cancellation.ThrowIfCancellationRequested();
                if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
                if (_begun.TryPeek(out var head) && head.Remaining == 0)
                {
                    _begun.Dequeue();
                    Monitor.PulseAll(_gate);
                    return head.ToBatch();
                }
                if (_begun.Count == 0 && _nextBatch == _batchCount) return null;
                Monitor.Wait(_gate);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Unregistering waits for a running callback, which needs the gate: it must not be held here.
        _registration.Dispose();
        Stop();
        foreach (var thread in _threads) thread.Join();
        foreach (var buffer in _begun) buffer.Dispose();
        _begun.Clear();
    }

    private void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Work()
    {
        try
        {
            while (NextSlot() is var (buffer, slot))
            {
                _fill(buffer, slot);
                lock (_gate)
                {
                    if (--buffer.Remaining == 0) Monitor.PulseAll(_gate);
                }
            }
        }
        catch (Exception exception)
        {
            // Nothing is lost: the consumer throws it.
            lock (_gate)
            {
                _failure ??= exception;
                _isStopped = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private (BatchBuffer Buffer, int Slot)? NextSlot()
    {
        lock (_gate)
        {
            while (_current is null)
            {
                if (_isStopped || _nextBatch == _batchCount) return null;
                if (_begun.Count < _prefetch) BeginNext();
                else Monitor.Wait(_gate);
            }
            if (_isStopped) return null;
            var (buffer, slot) = (_current, _nextSlot++);
            if (_nextSlot == buffer.Indices.Length) _current = null;
            return (buffer, slot);
        }
    }

    private void BeginNext()
    {
        _current = _begin(_nextBatch);
        _nextBatch++;
        _nextSlot = 0;
        _begun.Enqueue(_current);
    }
}
