namespace SixLabors.ImageSharp.Formats;

/// <summary>Options of one format around the general ones.</summary>
public interface ISpecializedDecoderOptions
{
    DecoderOptions GeneralOptions { get; init; }
}
