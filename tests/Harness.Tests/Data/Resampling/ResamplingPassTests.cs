using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Harness.Data.Images;
using Harness.Data.Resampling;

namespace Harness.Tests.Data.Resampling;

/// <summary>Every width of vectors gives the same bytes; that they are Pillow's is tested with the transforms.</summary>
public sealed class ResamplingPassTests
{
    public static TheoryData<int, int, int, bool> Sizes => new()
    {
        { 1, 1, 1, false },
        { 1, 1, 40, false },
        { 5, 3, 9, true },
        { 64, 7, 64, false },
        { 100, 33, 99, true },
        { 131, 20, 61, false },
        { 500, 9, 31, true },
        { 997, 5, 3, false },
    };

    [SkippableTheory]
    [MemberData(nameof(Sizes))]
    public void HorizontalPass_TwoRowsOrOneAtATime_GivesTheSameBytes(int width, int height, int outputWidth, bool isMirrored)
    {
        Skip.IfNot(Avx2.IsSupported, "This processor has no AVX2: rows are always done one at a time.");
        using var image = Random(width, height);
        var columns = ResampleAxis.Create(0, width, outputWidth, 0, outputWidth, isMirrored);
        for (var first = 0; first < Math.Min(2, height); first++)
        {
            using var one = new PixelRows(outputWidth, height);
            using var two = new PixelRows(outputWidth, height);
            HorizontalPass.RunOneByOne(image, columns, first, height, one);
            HorizontalPass.RunInPairs(image, columns, first, height, two);
            for (var y = 0; y < height - first; y++)
                Assert.True(one.Buffer.AsSpan(y * one.Stride, outputWidth * 3).SequenceEqual(two.Buffer.AsSpan(y * two.Stride, outputWidth * 3)));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public unsafe void VerticalPass_AnyWidthOfVectors_GivesTheSameBytes(int height, int width, int outputHeight, bool isMirrored)
    {
        using var image = Random(width, height);
        using var narrowed = new PixelRows(width, height);
        for (var y = 0; y < height; y++) image.Row(y).CopyTo(narrowed.Buffer.AsSpan(y * narrowed.Stride));
        var rows = ResampleAxis.Create(0, height, outputHeight, 0, outputHeight, isMirrored);
        var (singly, eights, sixteens) = (new byte[width * 3], new byte[width * 3], new byte[width * 3]);
        for (var y = 0; y < outputHeight; y++)
        {
            fixed (byte* input = &narrowed.Buffer[rows.Starts[y] * narrowed.Stride], one = singly, eight = eights, sixteen = sixteens)
            fixed (int* weights = &rows.Weights[y * rows.Stride])
            {
                var mix = new VerticalPass.Mix(input, narrowed.Stride, weights, rows.Counts[y]);
                VerticalPass.MixSingly(mix, 0, one, width * 3);
                VerticalPass.MixSingly(mix, VerticalPass.MixByEight(mix, 0, eight, width * 3), eight, width * 3);
                var done = Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? VerticalPass.MixBySixteen(mix, 0, sixteen, width * 3) : 0;
                VerticalPass.MixSingly(mix, done, sixteen, width * 3);
            }
            Assert.Equal(singly, eights);
            Assert.Equal(singly, sixteens);
        }
    }

    private static RgbImage Random(int width, int height)
    {
        var image = RgbImage.Rent(width, height);
        new Random(width).NextBytes(image.Pixels);
        // The ends of the range: nothing may overflow or lose its sign.
        image.Pixels[..(image.Pixels.Length / 4)].Fill(255);
        return image;
    }
}
