using Prometheus;

namespace Harness.Serving;

/// <summary>What a server counts, for Prometheus to read.</summary>
internal sealed class ServerMetrics
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    /// <summary>Makes counters that start at 0.</summary>
    public ServerMetrics()
    {
        var factory = Metrics.WithCustomRegistry(_registry);
        Requests = factory.CreateCounter("harness_requests_total", "Requests to /predict, by HTTP status; 499 are those that the client gave up.", "status");
        Images = factory.CreateCounter("harness_images_total", "Images, by whether they could be classified.", "outcome");
        Seconds = factory.CreateHistogram("harness_request_seconds", "How long requests to /predict took, in seconds.", new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.001, 2, 16) });
        BatchImages = factory.CreateHistogram("harness_batch_images", "Images that were classified together.", new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(1, 2, 6) });
        HeldBytes = factory.CreateGauge("harness_held_bytes", "Bytes of image files that requests hold at the moment.");
        DotNetStats.Register(_registry);
    }

    /// <summary>Requests by HTTP status.</summary>
    public Counter Requests { get; }

    /// <summary>Images: <c>classified</c> or <c>refused</c>.</summary>
    public Counter Images { get; }

    /// <summary>Seconds of requests.</summary>
    public Histogram Seconds { get; }

    /// <summary>Images of a batch.</summary>
    public Histogram BatchImages { get; }

    /// <summary>Bytes of image files that are held at the moment.</summary>
    public Gauge HeldBytes { get; }

    /// <summary>Writes all of it in Prometheus' text format.</summary>
    /// <param name="target">Where to write.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>When it is written.</returns>
    public Task Write(Stream target, CancellationToken cancellation) => _registry.CollectAndExportAsTextAsync(target, cancellation);
}
