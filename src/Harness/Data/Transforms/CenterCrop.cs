using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Yaml.Blocks;

namespace Harness.Data.Transforms;

/// <summary>Cuts a square out of the center; a smaller image is padded with black.</summary>
/// <param name="Size">The side of the result, in pixels.</param>
public sealed record CenterCropSettings(int Size) : TransformSettings
{
    private static readonly Argument<CenterCropSettings, int> SizeArgument = new(ImageSide, static block => block.Size)
    {
        Name = "size",
        Description = "The side in pixels.",
    };

    internal static BlockSpec<TransformSettings> Definition { get; } = new BlockSpec<TransformSettings, CenterCropSettings>
    {
        Name = "center_crop",
        Description = "A square of this side, in pixels, from the center; a smaller image is padded with black.",
        Takes = [SizeArgument],
        Example = "center_crop: 128",
        Shorthand = SizeArgument,
        TakesMapping = false,
        Create = static values => new(SizeArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override int? OutputSide(int? inputSide) => Size;

    internal override IImageTransform Create() => new CenterCrop(this);
}

/// <summary>Cuts a square out of the center; a smaller image is padded with black. Source: torchvision 0.14, <c>CenterCrop</c>.</summary>
public sealed class CenterCrop : IImageTransform
{
    private readonly int _size;

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">The size is below 1.</exception>
    public CenterCrop(CenterCropSettings settings)
    {
        Require.Size(settings.Size, "center_crop");
        _size = settings.Size;
    }

    /// <inheritdoc/>
    public RandomPurpose? Purpose => null;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, ref CounterRandom random)
    {
        var window = Window(image.Width, image.Height);
        var result = RgbImage.Rent(_size, _size);
        if (!window.IsInside(image.Width, image.Height)) result.Pixels.Clear();
        var left = Math.Max(0, window.Left);
        var columns = Math.Min(image.Width, window.Left + _size) - left;
        for (var y = Math.Max(0, window.Top); y < Math.Min(image.Height, window.Top + _size); y++)
            image.Row(y).Slice(left * 3, columns * 3).CopyTo(result.Row(y - window.Top)[((left - window.Left) * 3)..]);
        return result;
    }

    /// <summary>The position of the square; partly outside a smaller image.</summary>
    /// <param name="width">The image's width.</param>
    /// <param name="height">The image's height.</param>
    /// <returns>The square.</returns>
    internal PixelRectangle Window(int width, int height) => new(Offset(width), Offset(height), _size, _size);

    // Padding puts the smaller half first; a crop rounds half a pixel to the even number, as Python's round does.
    private int Offset(int length) => length < _size
        ? -((_size - length) / 2)
        : (int)Math.Round((length - _size) / 2.0, MidpointRounding.ToEven);
}
