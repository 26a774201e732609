using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Mirroring.</summary>
public static class FlipExtensions
{
    public static IImageProcessingContext Flip(this IImageProcessingContext source, FlipMode flipMode) => flipMode switch
    {
        FlipMode.Horizontal => source.Apply(ReorientOperation.FlipHorizontal),
        FlipMode.Vertical => source.Apply(ReorientOperation.FlipVertical),
        _ => source,
    };
}
