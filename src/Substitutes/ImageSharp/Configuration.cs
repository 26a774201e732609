namespace SixLabors.ImageSharp;

/// <summary>Settings that an image carries. Decoding and processing here run on the calling thread whatever the degree of
/// parallelism says, so one decoder per worker scales as with the package at a degree of 1.</summary>
public sealed class Configuration
{
    private int _maxDegreeOfParallelism = Environment.ProcessorCount;

    public static Configuration Default { get; } = new();

    public int MaxDegreeOfParallelism
    {
        get => _maxDegreeOfParallelism;
        set
        {
            if (value is 0 or < -1) throw new ArgumentOutOfRangeException(nameof(MaxDegreeOfParallelism));
            _maxDegreeOfParallelism = value;
        }
    }

    /// <summary>Here every image is one block of memory either way.</summary>
    public bool PreferContiguousImageBuffers { get; set; }

    /// <remarks>As in the package, the preference for contiguous buffers is not copied.</remarks>
    public Configuration Clone() => new() { MaxDegreeOfParallelism = MaxDegreeOfParallelism };
}
