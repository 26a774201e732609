using System.Threading.Channels;
using Harness.Inference;

namespace Harness.Serving;

/// <summary>Classifies images of all requests in batches: images that arrive while a batch is computed form the next one.</summary>
internal sealed class PredictionQueue : IAsyncDisposable
{
    private const int MaximumBatch = 32;

    private readonly Predictor _predictor;
    private readonly ServerMetrics _metrics;
    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>(new() { SingleReader = true });
    private readonly Task _worker;

    /// <summary>Starts the worker.</summary>
    /// <param name="predictor">The classifier, which the caller keeps.</param>
    /// <param name="metrics">Gets the sizes of batches.</param>
    public PredictionQueue(Predictor predictor, ServerMetrics metrics)
    {
        (_predictor, _metrics) = (predictor, metrics);
        _worker = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Classifies an image when its turn comes.</summary>
    /// <param name="values">The prepared image; it must stay as it is until the task ends.</param>
    /// <param name="asked">The places of the techniques that are asked.</param>
    /// <param name="cancellation">Withdraws the image. Only when the task has ended may its memory be used again.</param>
    /// <returns>For each technique the probabilities of all classes; none for one that is not asked.</returns>
    public Task<IReadOnlyList<float[]>> Classify(ReadOnlyMemory<float> values, IReadOnlySet<int> asked, CancellationToken cancellation)
    {
        var job = new Job(values, asked, new(TaskCreationOptions.RunContinuationsAsynchronously), cancellation);
        return _jobs.Writer.TryWrite(job) ? job.Result.Task : Task.FromException<IReadOnlyList<float[]>>(new OperationCanceledException("The server is stopping."));
    }

    /// <summary>Classifies what is waiting, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _worker.ConfigureAwait(false);
    }

    private void Work()
    {
        // A separate thread: libtorch's memory is tied to the thread that computes.
        while (_jobs.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult()) Answer(TakeBatch());
    }

    private List<Job> TakeBatch()
    {
        var batch = new List<Job>();
        while (batch.Count < MaximumBatch && _jobs.Reader.TryRead(out var job))
        {
            if (job.Cancellation.IsCancellationRequested) job.Result.TrySetCanceled(job.Cancellation);
            else batch.Add(job);
        }
        return batch;
    }

    private void Answer(List<Job> batch)
    {
        if (batch.Count == 0) return;
        try
        {
            var asked = batch.SelectMany(job => job.Asked).ToHashSet();
            var results = _predictor.Classify(batch.ConvertAll(job => job.Values), asked);
            _metrics.BatchImages.Observe(batch.Count);
            foreach (var (job, result) in batch.Zip(results)) job.Result.TrySetResult(result);
        }
        catch (Exception exception)
        {
            // The requests fail, each with this reason; the server continues.
            batch.ForEach(job => job.Result.TrySetException(exception));
        }
    }

    private sealed record Job(ReadOnlyMemory<float> Values, IReadOnlySet<int> Asked, TaskCompletionSource<IReadOnlyList<float[]>> Result, CancellationToken Cancellation);
}
