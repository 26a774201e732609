using Harness.Models.Backbones;
using Harness.Models.Vectors;
using Harness.Models.Winograd;
using Harness.Models.Winograd.Stems;
using Harness.Tests.Models.Fixtures;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Winograd;

[Collection(TorchCollection.Name)]
public sealed class StemConvolutionTests
{
    private const string NotSupported = "This processor has neither AVX2 nor AVX-512.";

    // A single pixel, images that are smaller than a vector or a tile, odd and even sides, sides of whole tiles, several pieces, more tiles in a row than a block has, several groups of channels.
    public static TheoryData<int, int, int, int> Shapes => new()
    {
        { 1, 32, 1, 1 },
        { 2, 32, 2, 3 },
        { 1, 64, 5, 4 },
        { 3, 32, 8, 8 },
        { 2, 96, 31, 33 },
        { 1, 32, 64, 32 },
        { 2, 64, 67, 141 },
        { 1, 32, 9, 300 },
    };

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Call_Shape_IsAsNearToTheExactConvolutionAsLibtorch(int images, int outputs, int height, int width)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight, bias) = (Images(images, 3, height, width), Weight(outputs), FormulaWeights.Images(outputs));
        var stem = new StemConvolution();

        var (exact, libtorch) = (Convolve(input.to(float64), weight.to(float64), bias.to(float64)), Convolve(input, weight, bias));
        var actual = stem.Call(input, weight, bias);

        Assert.Equal(exact.shape, actual.shape);
        var expected = Difference.Values(exact);
        var allowed = Difference.OfLargest(expected, Difference.Values(libtorch));
        Assert.InRange(Difference.OfLargest(expected, Difference.Values(actual)), 0, (8 * allowed) + 1e-6);
        AssertSame(stem.Call(input.contiguous(), weight.contiguous(), bias), actual);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Call_BFloat16OrOtherThreadsOrNarrowVectors_GivesTheSameBits(int images, int outputs, int height, int width)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight) = (Images(images, 3, height, width), Weight(outputs));
        var rounded = input.to(bfloat16);
        var stem = new StemConvolution();
        var expected = stem.Call(input, weight, null, threads: 1);
        var expectedRounded = stem.Call(rounded.to(float32), weight, null).to(bfloat16);

        Assert.Equal(bfloat16, stem.Call(rounded, weight, null).dtype);
        AssertSame(expectedRounded.to(float32), stem.Call(rounded, weight, null).to(float32));
        foreach (var threads in new[] { 2, 3, 16 }) AssertSame(expected, stem.Call(input, weight, null, threads));
        if (!VectorSupport.IsWide) return;
        AssertSame(expected, Narrow(input));
        AssertSame(expectedRounded.to(float32), Narrow(rounded).to(float32));

        Tensor Narrow(Tensor map)
        {
            var result = ChannelsLast.Empty(expected.shape, map.dtype);
            using var weights = StemWeights.Of(weight);
            VectorOperations.Run<NarrowVector>(new StemForward(map, weights, null, result, new(null)), map.dtype);
            return result;
        }
    }

    [SkippableFact]
    public void Call_ImageInABatch_HasTheSameBitsAsAlone()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight) = (Images(3, 3, 35, 20), Weight(32));
        var stem = new StemConvolution();
        var together = stem.Call(input, weight, null);

        for (var image = 0; image < 3; image++) AssertSame(stem.Call(ChannelsLast.Of(input[image].unsqueeze(0)), weight, null), together[image].unsqueeze(0));
    }

    [SkippableFact]
    public void Call_WeightsThatHaveChanged_ConvolvesWithTheNewOnes()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (input, weight) = (Images(1, 3, 20, 20), Weight(32));
        var stem = new StemConvolution();
        stem.Call(input, weight, null);

        weight[31, 2, 6, 6] = 2;

        Assert.True(stem.Call(input, weight, null).allclose(Convolve(input, weight), rtol: 1e-4, atol: 1e-4));
    }

    [SkippableFact]
    public void Call_NotANumber_ReachesOnlyTheOutputsOfItsTiles()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var input = Images(2, 3, 64, 64);
        input[0, 1, 30, 30] = float.NaN;
        var stem = new StemConvolution();

        var result = stem.Call(input, Weight(32), null);

        Assert.True(result[0, 0, 15, 15].isnan().item<bool>());
        Assert.False(result[1].isnan().any().item<bool>() || result[0, 0, 2, 2].isnan().item<bool>());
    }

    [SkippableFact]
    public void Takes_WhatItCannotCompute_IsFalse()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight) = (Images(2, 3, 6, 6), Weight(32));

        Assert.True(StemConvolution.Takes(input, weight));
        Assert.Equal(WinogradConvolution.Supports(bfloat16), StemConvolution.Takes(input.to(bfloat16), weight));
        Assert.False(StemConvolution.Takes(input.to(float64), weight.to(float64)));
        Assert.True(StemConvolution.Takes(empty(128, 3, 224, 224), empty(64, 3, 7, 7)));
        Assert.False(StemConvolution.Takes(empty(1, 1).expand(1, 1).as_strided([700, 3, 224, 224], [0, 0, 0, 0]), empty(64, 3, 7, 7)));
        Assert.False(StemConvolution.Takes(Images(2, 4, 6, 6), weight));
        Assert.False(StemConvolution.Takes(input, Weight(48)));
        Assert.False(StemConvolution.Takes(zeros(0, 3, 6, 6), weight));
        Assert.False(StemConvolution.Takes(input, Weight(32).requires_grad_(true)));
        Assert.False(StemConvolution.Takes(Images(2, 3, 6, 6).requires_grad_(true), weight));
        using var noGrad = no_grad();
        Assert.True(StemConvolution.Takes(input, Weight(32).requires_grad_(true)));
    }

    private static Tensor Images(params long[] shape) => ChannelsLast.Of(FormulaWeights.Images(shape) - 1);

    private static Tensor Weight(long outputs) => ChannelsLast.Of((FormulaWeights.Images(outputs, 3, 7, 7) - 0.5) / Math.Sqrt(147));

    private static Tensor Convolve(Tensor input, Tensor weight, Tensor? bias = null) => nn.functional.conv2d(input, weight, bias, strides: [2, 2], padding: [3, 3]);

    private static void AssertSame(Tensor expected, Tensor actual) => Assert.Equal(expected.contiguous().data<float>().ToArray(), actual.contiguous().data<float>().ToArray());
}
