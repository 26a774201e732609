namespace Harness.Data;

/// <summary>How images are prepared. None of it changes a result.</summary>
public sealed record ImagePipelineOptions
{
    /// <summary>The threads that decode and transform.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The maximum number of batches that are begun and not yet taken.</summary>
    public int PrefetchBatches { get; init; } = 4;
}
