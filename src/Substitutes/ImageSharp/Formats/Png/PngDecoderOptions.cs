namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>How to decode a PNG.</summary>
public sealed class PngDecoderOptions : ISpecializedDecoderOptions
{
    public DecoderOptions GeneralOptions { get; init; } = new();
}
