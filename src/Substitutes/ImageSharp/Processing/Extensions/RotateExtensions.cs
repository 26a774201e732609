using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Turning by right angles.</summary>
public static class RotateExtensions
{
    public static IImageProcessingContext Rotate(this IImageProcessingContext source, RotateMode rotateMode) => rotateMode switch
    {
        RotateMode.None => source,
        RotateMode.Rotate90 => source.Apply(ReorientOperation.Rotate90),
        RotateMode.Rotate180 => source.Apply(ReorientOperation.Rotate180),
        RotateMode.Rotate270 => source.Apply(ReorientOperation.Rotate270),
        _ => throw new NotSupportedException($"Rotation by {(int)rotateMode} degrees is not available here."),
    };
}
