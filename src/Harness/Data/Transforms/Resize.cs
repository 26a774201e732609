using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Resampling;
using Harness.Yaml.Blocks;

namespace Harness.Data.Transforms;

/// <summary>Resizes the shorter side to a length and keeps the aspect ratio.</summary>
/// <param name="Size">The shorter side of the result, in pixels.</param>
public sealed record ResizeSettings(int Size) : TransformSettings
{
    private static readonly Argument<ResizeSettings, int> SizeArgument = new(ImageSide, static block => block.Size)
    {
        Name = "size",
        Description = "The shorter side in pixels.",
    };

    internal static BlockSpec<TransformSettings> Definition { get; } = new BlockSpec<TransformSettings, ResizeSettings>
    {
        Name = "resize",
        Description = "Resizes the shorter side to this length, in pixels; the aspect ratio is kept.",
        Takes = [SizeArgument],
        Example = "resize: 146",
        Shorthand = SizeArgument,
        TakesMapping = false,
        Create = static values => new(SizeArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override int? OutputSide(int? inputSide) => inputSide is null ? null : Size;

    internal override IImageTransform Create() => new Resize(this);
}

/// <summary>Resizes the shorter side to a length and keeps the aspect ratio. Source: torchvision 0.14, <c>Resize</c> with one number.</summary>
public sealed class Resize : IImageTransform
{
    private readonly int _size;

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">The size is below 1.</exception>
    public Resize(ResizeSettings settings)
    {
        Require.Size(settings.Size, "resize");
        _size = settings.Size;
    }

    /// <inheritdoc/>
    public RandomPurpose? Purpose => null;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, ref CounterRandom random)
    {
        var (width, height) = OutputSize(image.Width, image.Height);
        if (width == image.Width && height == image.Height) return image;
        if ((long)width * height > ImageDecoder.MaximumPixels)
        {
            throw new ImageContentException(
                $"is too elongated for 'resize: {_size}': its {image.Width} × {image.Height} pixels would become {width} × {height}; at most {ImageDecoder.MaximumPixels} are made");
        }
        var whole = new PixelRectangle(0, 0, image.Width, image.Height);
        return Resampler.Resize(image, new ResamplePlan(whole, width, height, new PixelRectangle(0, 0, width, height)));
    }

    /// <summary>The size that an image gets; the longer side is rounded down.</summary>
    /// <param name="width">The image's width.</param>
    /// <param name="height">The image's height.</param>
    /// <returns>The new width and height.</returns>
    internal (int Width, int Height) OutputSize(int width, int height) => width <= height
        ? (_size, (int)((double)((long)_size * height) / width))
        : ((int)((double)((long)_size * width) / height), _size);
}
