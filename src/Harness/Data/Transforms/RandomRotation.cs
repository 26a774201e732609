using System.Globalization;
using System.Runtime.InteropServices;
using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using SixLabors.ImageSharp.PixelFormats;

namespace Harness.Data.Transforms;

/// <summary>Turns by a random angle about the center, nearest neighbor, black outside, size kept.</summary>
/// <param name="Degrees">The maximum angle to either side.</param>
public sealed record RandomRotationSettings(double Degrees) : TransformSettings
{
    private static readonly Argument<RandomRotationSettings, double> DegreesArgument = new(new NumberForm(NumberRange.Between(0, 180).Above()), static block => block.Degrees)
    {
        Name = "degrees",
        Description = "The largest angle to either side, in degrees.",
    };

    internal static BlockSpec<TransformSettings> Definition { get; } = new BlockSpec<TransformSettings, RandomRotationSettings>
    {
        Name = "random_rotation",
        Description = "Rotates by a random angle of up to this many degrees to either side; black outside.",
        Takes = [DegreesArgument],
        Example = "random_rotation: 15",
        Shorthand = DegreesArgument,
        TakesMapping = false,
        Create = static values => new(DegreesArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override bool IsRandom => true;

    internal override IImageTransform Create() => new RandomRotation(this);
}

/// <summary>Turns by a random angle about the center: nearest neighbour, black outside, size kept. Source: torchvision 0.14, <c>RandomRotation</c>.</summary>
public sealed class RandomRotation : IImageTransform
{
    private readonly double _degrees;

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">The angle is outside 0…360.</exception>
    public RandomRotation(RandomRotationSettings settings)
    {
        Require.InRange(settings.Degrees, 0, 360, "random_rotation", "degrees");
        _degrees = settings.Degrees;
    }

    /// <inheritdoc/>
    public RandomPurpose? Purpose => RandomPurpose.Rotation;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, ref CounterRandom random) => Rotate(image, ((2 * random.NextDouble()) - 1) * _degrees);

    /// <summary>Turns an image counter-clockwise and gives the bytes that Pillow gives.</summary>
    /// <param name="image">Not changed; each side below 32,768 pixels, where Pillow counts in the same fixed point.</param>
    /// <param name="degrees">The angle.</param>
    /// <returns>A new image, which the caller disposes, or <paramref name="image"/> for a whole turn.</returns>
    /// <remarks>Positions are kept in 1/65,536 of a pixel and added up from pixel to pixel: the rounding decides which neighbour is nearest.</remarks>
    internal static RgbImage Rotate(RgbImage image, double degrees)
    {
        degrees %= 360;
        if (degrees == 0) return image;
        var radians = -(degrees * (Math.PI / 180));
        var (cos, sin) = (RoundTo15Digits(Math.Cos(radians)), RoundTo15Digits(Math.Sin(radians)));
        var (centerX, centerY) = (image.Width / 2.0, image.Height / 2.0);
        // Where the center of the first pixel comes from.
        var startX = ToFixed((cos * -centerX) + (sin * -centerY) + centerX + (cos * 0.5) + (sin * 0.5));
        var startY = ToFixed((-sin * -centerX) + (cos * -centerY) + centerY + (-sin * 0.5) + (cos * 0.5));
        var (alongX, alongY) = (ToFixed(cos), ToFixed(-sin));
        var (downX, downY) = (ToFixed(sin), ToFixed(cos));

        var result = RgbImage.Rent(image.Width, image.Height);
        var source = MemoryMarshal.Cast<byte, Rgb24>(image.Pixels);
        for (var y = 0; y < image.Height; y++, startX += downX, startY += downY)
        {
            var row = MemoryMarshal.Cast<byte, Rgb24>(result.Row(y));
            var (positionX, positionY) = (startX, startY);
            for (var x = 0; x < row.Length; x++, positionX += alongX, positionY += alongY)
            {
                var (fromX, fromY) = (positionX >> 16, positionY >> 16);
                var isInside = (ulong)fromX < (ulong)image.Width && (ulong)fromY < (ulong)image.Height;
                row[x] = isInside ? source[(int)((fromY * image.Width) + fromX)] : default;
            }
        }
        return result;
    }

    private static long ToFixed(double value) => (long)Math.Floor((value * 65536.0) + 0.5);

    // Pillow rounds with Python's round(x, 15), which is exact in decimal; Math.Round is not.
    private static double RoundTo15Digits(double value) =>
        double.Parse(value.ToString("F15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
