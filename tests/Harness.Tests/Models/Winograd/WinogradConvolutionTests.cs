using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Models.Vectors;
using Harness.Models.Winograd;
using Harness.Tests.Models.Fixtures;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Gradient = Harness.Models.Winograd.WeightGradient<Harness.Models.Vectors.NarrowVector, Harness.Models.Vectors.Float32Element>;

namespace Harness.Tests.Models.Winograd;

[Collection(TorchCollection.Name)]
public sealed class WinogradConvolutionTests
{
    private const string NotSupported = "This processor has neither AVX2 nor AVX-512.";

    private static readonly bool HasAmx = ProcessorInstructions.Offered.Contains(ProcessorInstructions.AmxBFloat16);

    // Images that are smaller than a tile, sides that are no multiple of one, fewer tiles than the rows of a product, several blocks, and sums of more than one part or of a large matrix.
    public static TheoryData<int, int, int, int, int> Shapes => new()
    {
        { 1, 32, 32, 1, 1 },
        { 1, 32, 64, 2, 3 },
        { 2, 64, 32, 5, 4 },
        { 3, 96, 32, 7, 9 },
        { 2, 32, 32, 33, 31 },
        { 20, 64, 96, 8, 8 },
        { 5, 160, 128, 6, 5 },
        { 11, 256, 288, 10, 10 },
        { 3, 32, 32, 41, 43 },
        { 40, 32, 32, 48, 48 },
        { 5, 96, 128, 26, 27 },
    };

    // Otherwise nothing would test that the sums of several parts are added, and that large sums go on from block to block.
    [Fact]
    public void Shapes_TilesAndSums_NeedSeveralPartsAndBlocks()
    {
        var shapes = Shapes.Select(row => (Tiles: new TileGrid((int)row[0], (int)row[3], (int)row[4]).Count, Sums: TileGrid.Places * (int)row[1] * (int)row[2] * sizeof(float)));
        Assert.Contains(shapes, shape => shape.Sums <= Gradient.PartBytes && shape.Tiles >= 2 * Gradient.PartTiles);
        Assert.Contains(shapes, shape => shape.Sums <= Gradient.PartBytes && shape.Tiles >= Gradient.MostParts * Gradient.PartTiles * 2);
        Assert.Contains(shapes, shape => shape.Sums > Gradient.PartBytes && shape.Tiles > Gradient.LargeBlockTiles);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Forward_Shape_IsAsNearToTheExactConvolutionAsLibtorch(int images, int inputs, int outputs, int height, int width)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight, bias) = (Images(images, inputs, height, width), Weight(outputs, inputs), FormulaWeights.Images(outputs));
        using var transformed = TransformedWeights.Of(weight);

        var actual = WinogradConvolution.Forward(input, transformed, bias);

        AssertNear(Convolve(input.to(float64), weight.to(float64), bias.to(float64)), actual, Convolve(input, weight, bias));
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Backward_Shape_IsAsNearToTheExactGradientsAsLibtorch(int images, int inputs, int outputs, int height, int width)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight, gradient) = (Images(images, inputs, height, width), Weight(outputs, inputs), Images(images, outputs, height, width));

        var exact = Gradients(input.to(float64), weight.to(float64), gradient.to(float64), (x, w) => Convolve(x, w));
        var actual = Gradients(input, weight, gradient, (x, w) => WinogradConvolution.Call(x, w, null));
        var libtorch = Gradients(input, weight, gradient, (x, w) => Convolve(x, w));

        AssertNear(exact.Input, actual.Input, libtorch.Input);
        AssertNear(exact.Weight, actual.Weight, libtorch.Weight);
    }

    // Computed with in float32: what remains is that inputs, gradients and results are rounded, and weights are not.
    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void ForwardAndBackward_BFloat16_AreThoseOfFloat32Rounded(int images, int inputs, int outputs, int height, int width)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (weight, bias) = (Weight(outputs, inputs), FormulaWeights.Images(outputs));
        var (input, gradient) = (Images(images, inputs, height, width).to(bfloat16), Images(images, outputs, height, width).to(bfloat16));
        using var transformed = TransformedWeights.Of(weight);

        AssertSame(
            WinogradConvolution.Forward(input.to(float32), transformed, bias).to(bfloat16).to(float32), WinogradConvolution.Forward(input, transformed, bias).to(float32));
        // With a graph, the bias is added before the result is rounded, too.
        AssertSame(WinogradConvolution.Forward(input, transformed, bias).to(float32), WinogradConvolution.Call(input, weight.detach().requires_grad_(true), bias).to(float32));
        var expected = Gradients(input.to(float32), weight, gradient.to(float32), (x, w) => WinogradConvolution.Call(x, w, null));
        var actual = Gradients(input, weight, gradient, (x, w) => WinogradConvolution.Call(x, w, null));
        Assert.Equal((bfloat16, float32), (actual.Input.dtype, actual.Weight.dtype));
        AssertSame(expected.Input.to(bfloat16).to(float32), actual.Input.to(float32));
        AssertSame(expected.Weight, actual.Weight);
    }

    [SkippableFact]
    public void Forward_BFloat16NotANumberOrInfinite_StaysSo()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        using var transformed = TransformedWeights.Of(Weight(32, 32));
        foreach (var value in new[] { float.NaN, float.PositiveInfinity })
        {
            var input = Images(1, 32, 8, 8).to(bfloat16);
            input[0, 3, 4, 4] = value;

            var result = WinogradConvolution.Forward(input, transformed, null);

            Assert.False(result[0, 0, 4, 4].isfinite().item<bool>());
            Assert.True(result[0, 0, 0, 0].isfinite().item<bool>());
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void ForwardAndBackward_OtherNumberOfThreads_GiveTheSameBits(int images, int inputs, int outputs, int height, int width)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, gradient) = (Images(images, inputs, height, width), Images(images, outputs, height, width));
        using var transformed = TransformedWeights.Of(Weight(outputs, inputs));

        foreach (var threads in new[] { 2, 3, 16 })
        {
            AssertSame(WinogradConvolution.Forward(input, transformed, null, threads: 1), WinogradConvolution.Forward(input, transformed, null, threads: threads));
            AssertSame(WinogradConvolution.WeightGradient(input, gradient, threads: 1), WinogradConvolution.WeightGradient(input, gradient, threads));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void ForwardAndWeightGradient_NarrowVectors_GiveTheSameBitsAsWideOnes(int images, int inputs, int outputs, int height, int width)
    {
        Skip.IfNot(VectorSupport.IsWide, "This processor has no AVX-512.");
        using var scope = NewDisposeScope();
        var (input, gradient) = (Images(images, inputs, height, width), Images(images, outputs, height, width));
        var (weight, bias) = (Weight(outputs, inputs), FormulaWeights.Images(outputs));
        var (roundedInput, roundedGradient) = (input.to(bfloat16), gradient.to(bfloat16));
        using var wide = TransformedWeights.Of<WideVector>(weight);
        using var narrow = TransformedWeights.Of<NarrowVector>(weight);
        using var wideTransposed = TransformedWeights.Transposed<WideVector>(weight);
        using var narrowTransposed = TransformedWeights.Transposed<NarrowVector>(weight);

        Tensor Forward<TVector>(Tensor map, TransformedWeights weights) where TVector : struct, IVector<TVector>
        {
            var result = ChannelsLast.Empty([images, weights.Outputs, height, width], map.dtype);
            var added = weights.Outputs == outputs ? bias : null;
            var addend = ChannelsLast.Of(Images(result.shape).to(map.dtype));
            VectorOperations.Run<TVector>(new WinogradForward(map, weights, added, addend, hasRelu: true, result, new(null)), map.dtype);
            return result.to(float32);
        }

        Tensor WeightGradient<TVector>(Tensor map, Tensor mapGradient) where TVector : struct, IVector<TVector>
        {
            var result = ChannelsLast.Empty([outputs, inputs, 3, 3], float32);
            VectorOperations.Run<TVector>(new WinogradWeightGradient(map, mapGradient, result, new(null)), map.dtype);
            return result;
        }

        AssertSame(Forward<WideVector>(input, wide), Forward<NarrowVector>(input, narrow));
        AssertSame(Forward<WideVector>(gradient, wideTransposed), Forward<NarrowVector>(gradient, narrowTransposed));
        AssertSame(Forward<WideVector>(roundedInput, wide), Forward<NarrowVector>(roundedInput, narrow));
        AssertSame(WeightGradient<WideVector>(input, gradient), WeightGradient<NarrowVector>(input, gradient));
        AssertSame(WeightGradient<WideVector>(roundedInput, roundedGradient), WeightGradient<NarrowVector>(roundedInput, roundedGradient));
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Forward_AddendAndRelu_AreThoseOfLibtorch(int images, int inputs, int outputs, int height, int width)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, addend) = (Images(images, inputs, height, width), Images(images, outputs, height, width));
        using var transformed = TransformedWeights.Of(Weight(outputs, inputs));
        var convolved = WinogradConvolution.Forward(input, transformed, null);

        AssertSame((convolved + addend).relu(), WinogradConvolution.Forward(input, transformed, null, addend, hasRelu: true));
        AssertSame(convolved + addend, WinogradConvolution.Forward(input, transformed, null, addend.contiguous()));
        AssertSame(convolved.relu(), WinogradConvolution.Forward(input, transformed, null, hasRelu: true));
    }

    [SkippableFact]
    public void Forward_ImageInABatch_HasTheSameBitsAsAlone()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var input = Images(9, 64, 7, 7);
        using var transformed = TransformedWeights.Of(Weight(32, 64));
        var together = WinogradConvolution.Forward(input, transformed, null);

        for (var image = 0; image < 9; image++)
            AssertSame(WinogradConvolution.Forward(ChannelsLast.Of(input[image].unsqueeze(0)), transformed, null), together[image].unsqueeze(0));
    }

    [SkippableFact]
    public void Call_WeightsOfOtherStrides_ConvolvesAsWithTheChannelsInnermost()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight) = (Images(2, 32, 6, 6), Weight(64, 32));

        AssertSame(WinogradConvolution.Call(input, weight, null), WinogradConvolution.Call(input, weight.contiguous(), null));
    }

    [SkippableTheory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Call_SomeNeedGradients_HasAGraphForThoseOnly(bool isInputTrained, bool isWeightTrained)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight) = (Images(2, 32, 6, 6).requires_grad_(isInputTrained), Weight(32, 32).requires_grad_(isWeightTrained));

        var result = WinogradConvolution.Call(input, weight, null);
        Assert.Equal(isInputTrained || isWeightTrained, result.requires_grad);
        if (result.requires_grad) GradientCallback.Backward(result.sum());

        Assert.Equal((isInputTrained, isWeightTrained), (input.grad is not null, weight.grad is not null));
    }

    [SkippableTheory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Call_BiasAndReluInPlace_HasTheGradientsOfLibtorch(bool isInputTrained, bool isBiasTrained)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();

        (Tensor Output, Tensor? Input, Tensor? Bias) Run(Func<Tensor, Tensor, Tensor, Tensor> convolve)
        {
            var (input, weight) = (Images(2, 32, 6, 6).requires_grad_(isInputTrained), Weight(64, 32));
            var bias = FormulaWeights.Images(64).requires_grad_(isBiasTrained);
            var output = convolve(input, weight, bias).relu_();
            GradientCallback.Backward((output * output).sum());
            return (output, input.grad, bias.grad);
        }

        var (expected, actual) = (Run((x, w, b) => Convolve(x, w, b)), Run(WinogradConvolution.Call));

        Assert.True(actual.Output.allclose(expected.Output, rtol: 1e-4, atol: 1e-4));
        Assert.Equal((isInputTrained, isBiasTrained), (actual.Input is not null, actual.Bias is not null));
        if (isInputTrained) Assert.True(actual.Input!.allclose(expected.Input!, rtol: 1e-3, atol: 1e-3));
        if (isBiasTrained) Assert.True(actual.Bias!.allclose(expected.Bias!, rtol: 1e-3, atol: 1e-3));
    }

    [SkippableFact]
    public void Call_WithoutGradients_RecordsNothing()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();

        Assert.False(WinogradConvolution.Call(Images(2, 32, 6, 6), Weight(32, 32).requires_grad_(true), null).requires_grad);
    }

    // libtorch finds the change while it computes gradients. Thrown there, the exception would end the process.
    [SkippableFact]
    public void Backward_InputThatHasChangedSince_ThrowsAndTheNextOneSucceeds()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight) = (Images(2, 32, 6, 6), Weight(32, 32).requires_grad_(true));
        var changed = input.clone();
        var loss = WinogradConvolution.Call(changed, weight, null).sum();
        changed.relu_();

        var exception = Assert.ThrowsAny<Exception>(() => GradientCallback.Backward(loss));
        Assert.Contains("modified by an inplace operation", exception.Message, StringComparison.Ordinal);

        GradientCallback.Backward(WinogradConvolution.Call(input, weight, null).sum());
        Assert.NotNull(weight.grad);
    }

    [SkippableFact]
    public void Takes_WhatItCannotCompute_IsFalse()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, weight) = (Images(2, 32, 6, 6), Weight(32, 32));

        Assert.True(WinogradConvolution.Takes(input, weight));
        Assert.Equal(!HasAmx, WinogradConvolution.Takes(input.to(bfloat16), weight));
        Assert.False(WinogradConvolution.Takes(input.contiguous(), weight));
        Assert.False(WinogradConvolution.Takes(input.to(bfloat16), weight.to(bfloat16)));
        Assert.False(WinogradConvolution.Takes(Images(2, 32, 5, 5), weight));
        Assert.False(WinogradConvolution.Takes(input.to(float64), weight.to(float64)));
        Assert.False(WinogradConvolution.Takes(Images(2, 48, 6, 6), Weight(32, 48)));
        Assert.False(WinogradConvolution.Takes(input, Weight(48, 32)));
        Assert.False(WinogradConvolution.Takes(ChannelsLast.Of(zeros(0, 32, 6, 6)), weight));
    }

    [SkippableFact]
    public void Takes_OtherLayers_IsFalse()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var input = Images(2, 32, 8, 8);
        bool Takes(Conv2d layer)
        {
            using (layer) return WinogradConvolution.Takes(layer, input);
        }

        Assert.True(Takes(nn.Conv2d(32, 64, 3, padding: 1)));
        Assert.False(Takes(nn.Conv2d(32, 64, 3)));
        Assert.False(Takes(nn.Conv2d(32, 64, 3, stride: 2, padding: 1)));
        Assert.False(Takes(nn.Conv2d(32, 64, 3, padding: 2, dilation: 2)));
        Assert.False(Takes(nn.Conv2d(32, 64, 3, padding: 1, groups: 32)));
        Assert.False(Takes(nn.Conv2d(32, 64, 3, padding: 1, padding_mode: TorchSharp.PaddingModes.Reflect)));
        Assert.False(Takes(nn.Conv2d(32, 64, 5, padding: 2)));
        Assert.False(Takes(nn.Conv2d(32, 64, 1)));
    }

    private static Tensor Images(params long[] shape) => ChannelsLast.Of(FormulaWeights.Images(shape) - 2);

    private static Tensor Weight(long outputs, long inputs) => ChannelsLast.Of((FormulaWeights.Images(outputs, inputs, 3, 3) - 2) / Math.Sqrt(9 * inputs));

    private static Tensor Convolve(Tensor input, Tensor weight, Tensor? bias = null) => nn.functional.conv2d(input, weight, bias, padding: [1, 1]);

    private static (Tensor Input, Tensor Weight) Gradients(Tensor input, Tensor weight, Tensor gradient, Func<Tensor, Tensor, Tensor> convolve)
    {
        var (x, w) = (input.detach().requires_grad_(true), weight.detach().requires_grad_(true));
        GradientCallback.Backward((convolve(x, w) * gradient).sum());
        return (x.grad!, w.grad!);
    }

    // The algorithm adds and subtracts before it multiplies, which costs it a decimal digit of what libtorch has.
    private static void AssertNear(Tensor exact, Tensor actual, Tensor libtorch)
    {
        Assert.Equal(exact.shape, actual.shape);
        var expected = Difference.Values(exact);
        var (error, allowed) = (Difference.OfLargest(expected, Difference.Values(actual)), Difference.OfLargest(expected, Difference.Values(libtorch)));
        Assert.InRange(error, 0, (8 * allowed) + 5e-7);
    }

    private static void AssertSame(Tensor expected, Tensor actual) =>
        Assert.Equal(expected.contiguous().data<float>().ToArray(), actual.contiguous().data<float>().ToArray());
}
