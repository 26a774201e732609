using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Formats;

/// <summary>How to decode, for any format.</summary>
public sealed class DecoderOptions
{
    private readonly uint _maxFrames = int.MaxValue;

    public Configuration Configuration { get; init; } = Configuration.Default;

    /// <summary>The box that the image is fitted into, keeping its proportions; larger or smaller. Nothing happens where one side
    /// already has the length of the box. JPEGs first shrink in the inverse DCT.</summary>
    public Size? TargetSize { get; init; }

    /// <summary>What fits the image into <see cref="TargetSize"/>.</summary>
    public IResampler Sampler { get; init; } = KnownResamplers.Box;

    /// <summary>Leaves out the EXIF profile, and with it the orientation.</summary>
    public bool SkipMetadata { get; init; }

    /// <summary>Between 1 and <see cref="int.MaxValue"/>; the formats here have one frame.</summary>
    public uint MaxFrames
    {
        get => _maxFrames;
        init => _maxFrames = Math.Clamp(value, 1, int.MaxValue);
    }

    internal static DecoderOptions Default { get; } = new();
}
