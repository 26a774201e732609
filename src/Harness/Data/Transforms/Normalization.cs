using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Harness.Models;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Data.Transforms;

/// <summary>Subtracts a mean and divides by a standard deviation per channel, after scaling bytes to 0…1. Must come last.</summary>
/// <param name="Mean">Red, green, blue.</param>
/// <param name="StandardDeviation">Red, green, blue.</param>
public sealed record NormalizeSettings(IReadOnlyList<double> Mean, IReadOnlyList<double> StandardDeviation) : TransformSettings
{
    private static readonly Argument<NormalizeSettings, IReadOnlyList<double>> MeanArgument = new(new NumberListForm(3, NumberRange.Any), static block => block.Mean)
    {
        Name = "mean",
        Description = "Red, green, blue.",
    };

    private static readonly Argument<NormalizeSettings, IReadOnlyList<double>> StandardDeviationArgument = new(new NumberListForm(3, NumberRange.Positive), static block => block.StandardDeviation)
    {
        Name = "std",
        Description = "Red, green, blue.",
    };

    /// <summary>The statistics of ImageNet, with which torchvision's weights were trained.</summary>
    public static NormalizeSettings ImageNet { get; } = new(ImageNetStatistics.Means, ImageNetStatistics.StandardDeviations);

    /// <summary>Whether these are the numbers of <see cref="ImageNet"/>.</summary>
    public bool IsImageNet => Mean.SequenceEqual(ImageNet.Mean) && StandardDeviation.SequenceEqual(ImageNet.StandardDeviation);

    internal static BlockSpec<TransformSettings> Definition { get; } = new BlockSpec<TransformSettings, NormalizeSettings>
    {
        Name = "normalize",
        Description = "Subtracts a mean and divides by a standard deviation per channel, after scaling to 0...1; imagenet means those of ImageNet.",
        Takes = [MeanArgument, StandardDeviationArgument],
        Example = "normalize: imagenet",
        Words = new Dictionary<string, NormalizeSettings> { ["imagenet"] = ImageNet },
        Create = static values => new(MeanArgument.In(values), StandardDeviationArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    internal override IImageTransform? Create() => null;
}

/// <summary>Scales bytes to 0…1, subtracts a mean and divides by a standard deviation per channel. Source: torchvision 0.14, <c>ToTensor</c> and <c>Normalize</c>.</summary>
/// <remarks>The three operations are done one after the other in single precision: then the results are torchvision's bit for bit.</remarks>
public sealed class Normalization
{
    private const string Name = "normalize";

    // Three channels and eight lanes meet again after 24 values.
    private const int Period = 24;
    private readonly float[] _means = new float[Period];
    private readonly float[] _deviations = new float[Period];

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">There are not three of each, or one is not usable.</exception>
    public Normalization(NormalizeSettings settings)
    {
        Require.That(settings.Mean.Count == 3, Name, $"mean has {settings.Mean.Count} numbers; red, green and blue are needed");
        Require.That(settings.StandardDeviation.Count == 3, Name, $"std has {settings.StandardDeviation.Count} numbers; red, green and blue are needed");
        Require.That(settings.Mean.All(double.IsFinite), Name, "mean holds a number that is not finite");
        Require.That(settings.StandardDeviation.All(value => double.IsFinite(value) && value > 0), Name, "std holds a number that is not above 0");
        for (var i = 0; i < Period; i++)
        {
            _means[i] = (float)settings.Mean[i % 3];
            _deviations[i] = (float)settings.StandardDeviation[i % 3];
        }
    }

    /// <summary>Normalizes pixels.</summary>
    /// <param name="pixels">Red, green, blue and so on, from the first channel of a pixel.</param>
    /// <param name="destination">As many floats, in the same order.</param>
    public unsafe void Apply(ReadOnlySpan<byte> pixels, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, pixels.Length);
        var scale = Vector256.Create(255f);
        var i = 0;
        fixed (byte* input = pixels)
        fixed (float* output = destination, means = _means, deviations = _deviations)
        {
            for (; i <= pixels.Length - Period; i += Period)
            {
                for (var lane = 0; lane < Period; lane += 8)
                {
                    var values = Vector256.ConvertToSingle(LoadEight(input + i + lane));
                    var result = ((values / scale) - Vector256.Load(means + lane)) / Vector256.Load(deviations + lane);
                    result.Store(output + i + lane);
                }
            }
            for (; i < pixels.Length; i++) output[i] = ((input[i] / 255f) - means[i % 3]) / deviations[i % 3];
        }
    }

    private static unsafe Vector256<int> LoadEight(byte* from)
    {
        var bytes = Vector128.CreateScalarUnsafe(*(ulong*)from).AsByte();
        if (Avx2.IsSupported) return Avx2.ConvertToVector256Int32(bytes);
        var (lower, upper) = Vector128.Widen(Vector128.WidenLower(bytes));
        return Vector256.Create(lower, upper).AsInt32();
    }
}
