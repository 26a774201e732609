namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>How to decode a JPEG.</summary>
public sealed class JpegDecoderOptions : ISpecializedDecoderOptions
{
    public DecoderOptions GeneralOptions { get; init; } = new();

    public JpegDecoderResizeMode ResizeMode { get; init; }
}
