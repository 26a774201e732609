using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>Turns the image as its EXIF orientation says, and sets that to 1 so that no viewer turns it again.</summary>
internal sealed record AutoOrientOperation : IOperation
{
    private const ushort Upright = 1;

    public void Apply<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (image.Metadata.ExifProfile is not { } profile || !profile.TryGetValue(ExifTag.Orientation, out var orientation)) return;
        OperationFor(orientation.Value)?.Apply(image);
        profile.SetValue(ExifTag.Orientation, Upright);
    }

    private static ReorientOperation? OperationFor(ushort orientation) => orientation switch
    {
        2 => ReorientOperation.FlipHorizontal,
        3 => ReorientOperation.Rotate180,
        4 => ReorientOperation.FlipVertical,
        5 => ReorientOperation.Transpose,
        6 => ReorientOperation.Rotate90,
        7 => ReorientOperation.Transverse,
        8 => ReorientOperation.Rotate270,
        _ => null,
    };
}
