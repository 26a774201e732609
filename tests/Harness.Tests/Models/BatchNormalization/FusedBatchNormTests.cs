using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Models.BatchNormalization;
using Harness.Models.Vectors;
using Harness.Tests.Models.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Tests.Models.BatchNormalization;

[Collection(TorchCollection.Name)]
public sealed class FusedBatchNormTests
{
    private const string NotSupported = "This processor has neither AVX2 nor AVX-512.";

    private static readonly bool[] Both = [true, false];

    // One position of several images, sides of one, odd and even sides, one and several groups of channels, and several pieces of work, the last of them smaller.
    private static readonly (int Images, int Channels, int Height, int Width)[] Shapes =
        [(2, 32, 1, 1), (1, 64, 1, 7), (3, 96, 4, 5), (1, 32, 16, 16), (5, 32, 33, 31), (7, 160, 12, 13), (9, 2048, 3, 3)];

    public static TheoryData<int, int, int, int, bool> Cases => Combine(Both, (shape, training) => (shape, training));

    public static TheoryData<int, int, int, int, int> Continuations => Combine(Enum.GetValues<AfterBatchNorm>(), (shape, next) => (shape, (int)next));

    // Otherwise nothing would test that pieces are joined.
    [Fact]
    public void Shapes_Pieces_AreSeveralAndOfDifferentSizes()
    {
        var rows = Shapes.Select(shape => new ChannelRows(shape.Images * shape.Height * shape.Width, shape.Channels)).ToArray();

        Assert.Contains(rows, map => map.Pieces == 1 && map.Count % map.Chunk != 0);
        Assert.Contains(rows, map => map.Pieces > 2 && map.Piece(map.Pieces - 1) is var last && last.End - last.First < map.Piece(0).End);
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Call_Shape_IsAsNearToTheExactResultAsLibtorch(int images, int channels, int height, int width, bool training)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        foreach (var next in Enum.GetValues<AfterBatchNorm>())
        {
            using var scope = NewDisposeScope();
            var (input, addend) = (Images(images, channels, height, width), next == AfterBatchNorm.MaxPoolRelu ? null : Images(images, channels, height, width));
            var (exactLayer, layer, libtorchLayer) = (Layer(channels, training, float64), Layer(channels, training), Layer(channels, training));
            using var noGrad = no_grad();

            // Running statistics move with every call.
            var first = input * 3;
            FusedBatchNorm.Call(layer, first, next);
            Libtorch(exactLayer, first.to(float64), next, null);
            Libtorch(libtorchLayer, first, next, null);

            var exact = Libtorch(exactLayer, input.to(float64), next, addend?.to(float64));
            var actual = FusedBatchNorm.Call(layer, input, next, addend);
            var libtorch = Libtorch(libtorchLayer, input, next, addend);

            AssertNear(exact, actual, libtorch);
            AssertNear(exactLayer.running_mean!, layer.running_mean!, libtorchLayer.running_mean!);
            AssertNear(exactLayer.running_var!, layer.running_var!, libtorchLayer.running_var!);
            Assert.Equal(training ? 2 : 0, layer.num_batches_tracked!.item<long>());
            AssertSame(actual, FusedBatchNorm.Call(layer, input.clone(), next, addend, mayOverwrite: true));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Backward_Shape_IsAsNearToTheExactGradientsAsLibtorch(int images, int channels, int height, int width, bool training)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        foreach (var (next, hasAddend) in new[] { (AfterBatchNorm.Nothing, false), (AfterBatchNorm.Nothing, true), (AfterBatchNorm.Relu, false), (AfterBatchNorm.Relu, true), (AfterBatchNorm.MaxPoolRelu, false) })
        {
            using var scope = NewDisposeScope();
            var (input, addend) = (Images(images, channels, height, width), hasAddend ? Images(images, channels, height, width) + 2 : null);

            var exact = Gradients(Layer(channels, training, float64), input.to(float64), addend?.to(float64), (layer, x, a) => Libtorch(layer, x, next, a));
            var actual = Gradients(Layer(channels, training), input, addend, (layer, x, a) => FusedBatchNorm.Call(layer, x, next, a));
            var libtorch = Gradients(Layer(channels, training), input, addend, (layer, x, a) => Libtorch(layer, x, next, a));

            Assert.Equal(hasAddend ? 4 : 3, actual.Count);
            for (var index = 0; index < actual.Count; index++) AssertNear(exact[index], actual[index], libtorch[index]);
        }
    }

    // Computed with in float32: what remains is that inputs, gradients and results are rounded.
    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void CallAndBackward_BFloat16_AreThoseOfFloat32Rounded(int images, int channels, int height, int width, bool training)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        foreach (var next in Enum.GetValues<AfterBatchNorm>())
        {
            using var scope = NewDisposeScope();
            var input = Images(images, channels, height, width).to(bfloat16);
            var addend = next == AfterBatchNorm.MaxPoolRelu ? null : Images(images, channels, height, width).to(bfloat16);

            var expected = Gradients(Layer(channels, training), input.to(float32), addend?.to(float32), (layer, x, a) => FusedBatchNorm.Call(layer, x, next, a));
            var actual = Gradients(Layer(channels, training), input, addend, (layer, x, a) =>
            {
                var result = FusedBatchNorm.Call(layer, x, next, a);
                AssertSame(FusedBatchNorm.Call(Layer(channels, training), input.to(float32), next, addend?.to(float32)).to(bfloat16), result);
                return result;
            });

            foreach (var (index, gradient) in actual.Index())
            {
                Assert.Equal(gradient.dim() == 1 ? float32 : bfloat16, gradient.dtype);
                AssertSame(expected[index].to(gradient.dtype), gradient);
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Continuations))]
    public void CallAndGradients_OtherNumberOfThreads_GiveTheSameBits(int images, int channels, int height, int width, int next)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();

        var alone = Everything((operation, type) => VectorOperations.Run(operation, type), (AfterBatchNorm)next, Images(images, channels, height, width), threads: 1);
        foreach (var threads in new[] { 2, 3, 16 })
            AssertSame(alone, Everything((operation, type) => VectorOperations.Run(operation, type), (AfterBatchNorm)next, Images(images, channels, height, width), threads));
    }

    [SkippableTheory]
    [MemberData(nameof(Continuations))]
    public void CallAndGradients_NarrowVectors_GiveTheSameBitsAsWideOnes(int images, int channels, int height, int width, int next)
    {
        Skip.IfNot(VectorSupport.IsWide, "This processor has no AVX-512.");
        using var scope = NewDisposeScope();
        foreach (var type in new[] { float32, bfloat16 })
        {
            var input = Images(images, channels, height, width).to(type);
            AssertSame(
                Everything((operation, type) => VectorOperations.Run<WideVector>(operation, type), (AfterBatchNorm)next, input, threads: null),
                Everything((operation, type) => VectorOperations.Run<NarrowVector>(operation, type), (AfterBatchNorm)next, input, threads: null));
        }
    }

    [SkippableTheory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(false, false, false)]
    public void Call_SomeNeedGradients_HasAGraphForThoseOnly(bool isInputTrained, bool isLayerTrained, bool isAddendTrained)
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        foreach (var training in Both)
        {
            using var scope = NewDisposeScope();
            var (input, addend) = (Images(2, 32, 3, 3).requires_grad_(isInputTrained), Images(2, 32, 3, 3).requires_grad_(isAddendTrained));
            var layer = Layer(32, training);
            foreach (var parameter in layer.parameters()) parameter.requires_grad_(isLayerTrained);

            var result = FusedBatchNorm.Call(layer, input, AfterBatchNorm.Relu, addend, mayOverwrite: true);
            Assert.Equal(isInputTrained || isLayerTrained || isAddendTrained, result.requires_grad);
            if (result.requires_grad) GradientCallback.Backward((result * result).sum());

            Assert.Equal((isInputTrained, isLayerTrained, isLayerTrained, isAddendTrained), (input.grad is not null, layer.weight.grad is not null, layer.bias!.grad is not null, addend.grad is not null));
        }
    }

    [SkippableFact]
    public void Call_OtherStrides_GivesTheSameNumbers()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var wide = Images(2, 64, 6, 6);
        // Half of the channels of a wider map: the channels are innermost, but not packed.
        var (input, addend) = (wide.narrow(1, 32, 32), Images(2, 32, 6, 6).contiguous());

        AssertSame(
            FusedBatchNorm.Call(Layer(32, true), ChannelsLast.Of(input.clone()), AfterBatchNorm.Relu, ChannelsLast.Of(addend)),
            FusedBatchNorm.Call(Layer(32, true), input, AfterBatchNorm.Relu, addend));
    }

    [SkippableFact]
    public void Call_MayNotOverwrite_LeavesTheInput()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (input, copy) = (Images(2, 32, 3, 3), Images(2, 32, 3, 3).clone());

        foreach (var next in Enum.GetValues<AfterBatchNorm>()) FusedBatchNorm.Call(Layer(32, true), input, next);

        AssertSame(copy, input);
    }

    [SkippableFact]
    public void Call_WithGradients_LeavesTheInputThatMayBeOverwritten()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, copy) = (Images(2, 32, 3, 3), Images(2, 32, 3, 3).clone());

        foreach (var next in Enum.GetValues<AfterBatchNorm>()) FusedBatchNorm.Call(Layer(32, true), input, next, mayOverwrite: true);

        AssertSame(copy, input);
    }

    [SkippableFact]
    public void Call_AddendBeforePooling_Throws()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();

        Assert.Throws<ArgumentException>(() => FusedBatchNorm.Call(Layer(32, true), Images(2, 32, 3, 3), AfterBatchNorm.MaxPoolRelu, Images(2, 32, 3, 3)));
    }

    // libtorch finds the change while it computes gradients. Thrown there, the exception would end the process.
    [SkippableFact]
    public void Backward_InputThatHasChangedSince_ThrowsAndTheNextOneSucceeds()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (layer, changed) = (Layer(32, true), Images(2, 32, 6, 6));
        var loss = FusedBatchNorm.Call(layer, changed, AfterBatchNorm.Relu).sum();
        changed.relu_();

        var exception = Assert.ThrowsAny<Exception>(() => GradientCallback.Backward(loss));
        Assert.Contains("modified by an inplace operation", exception.Message, StringComparison.Ordinal);

        GradientCallback.Backward(FusedBatchNorm.Call(layer, Images(2, 32, 6, 6), AfterBatchNorm.Relu).sum());
        Assert.NotNull(layer.weight.grad);
    }

    [SkippableFact]
    public void Backward_NotANumber_StaysSo()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var input = Images(2, 32, 4, 4);
        input[0, 3, 2, 2] = float.NaN;

        var gradients = Gradients(Layer(32, false), input, null, (layer, x, a) => FusedBatchNorm.Call(layer, x, AfterBatchNorm.Relu, a));

        Assert.Equal(1, gradients[0].isnan().sum().item<long>());
        Assert.Equal(1, gradients[1].isnan().sum().item<long>());
    }

    [SkippableFact]
    public void MaxPoolRelu_Map_IsThatOfLibtorch()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        foreach (var (images, channels, height, width) in Shapes)
        {
            using var scope = NewDisposeScope();
            var input = Images(images, channels, height, width) + 2;

            AssertSame(nn.functional.max_pool2d(input, 3, stride: 2, padding: 1).relu(), FusedBatchNorm.MaxPoolRelu(input));
        }
    }

    [SkippableFact]
    public void Takes_WhatItCannotCompute_IsFalse()
    {
        Skip.IfNot(VectorSupport.HasAny, NotSupported);
        using var scope = NewDisposeScope();
        var (input, layer) = (Images(2, 32, 6, 6), Layer(32, true));

        Assert.True(FusedBatchNorm.Takes(layer, input));
        Assert.True(FusedBatchNorm.Takes(layer, input.to(bfloat16)));
        Assert.False(FusedBatchNorm.Takes(layer, input.to(float64)));
        Assert.False(FusedBatchNorm.Takes(layer, input.contiguous()));
        Assert.False(FusedBatchNorm.Takes(Layer(48, true), Images(2, 48, 6, 6)));
        Assert.False(FusedBatchNorm.Takes(layer, Images(1, 32, 1, 1)));
        Assert.True(FusedBatchNorm.Takes(Layer(32, false), Images(1, 32, 1, 1)));
        Assert.False(FusedBatchNorm.Takes(layer, zeros(0, 32, 6, 6)));
        Assert.False(FusedBatchNorm.Takes(Layer(32, true, float64), input));
        Assert.False(FusedBatchNorm.Takes(nn.BatchNorm2d(32, affine: false), input));
        Assert.False(FusedBatchNorm.Takes(nn.BatchNorm2d(32, track_running_stats: false), input));
    }

    private static TheoryData<int, int, int, int, T> Combine<TValue, T>(TValue[] values, Func<(int Images, int Channels, int Height, int Width), TValue, ((int Images, int Channels, int Height, int Width) Shape, T Value)> combine)
    {
        var data = new TheoryData<int, int, int, int, T>();
        foreach (var (shape, value) in Shapes.SelectMany(shape => values.Select(value => combine(shape, value)))) data.Add(shape.Images, shape.Channels, shape.Height, shape.Width, value);
        return data;
    }

    // All means are far from 0.
    private static Tensor Images(params long[] shape) => ChannelsLast.Of(FormulaWeights.Images(shape) - 2);

    // Some weights are negative.
    private static BatchNorm2d Layer(int channels, bool training, ScalarType? type = null)
    {
        var layer = nn.BatchNorm2d(channels);
        using (no_grad())
        {
            layer.weight.copy_(FormulaWeights.Images(channels));
            layer.bias!.copy_(FormulaWeights.Images(channels) / 2);
            layer.running_mean!.copy_(FormulaWeights.Images(channels) - 2);
            layer.running_var!.copy_(FormulaWeights.Images(channels).abs() + 0.1);
        }
        layer.train(training);
        if (type is not null) layer.to(type.Value);
        return layer;
    }

    private static Tensor Libtorch(BatchNorm2d layer, Tensor input, AfterBatchNorm next, Tensor? addend) => BatchNormCall.Continue(BatchNormCall.Of(layer, input), next, addend);

    private static List<Tensor> Gradients(BatchNorm2d layer, Tensor input, Tensor? addend, Func<BatchNorm2d, Tensor, Tensor?, Tensor> call)
    {
        var (x, a) = (input.detach().requires_grad_(true), addend?.detach().requires_grad_(true));
        var result = call(layer, x, a);
        // Gradients with many different numbers, which bfloat16 has too, and a sum that is not 0.
        var factors = ChannelsLast.Of(FormulaWeights.Images(result.shape) + 1).to(bfloat16).to(result.dtype);
        GradientCallback.Backward((result * factors).sum());
        List<Tensor> gradients = [x.grad!, layer.weight.grad!, layer.bias!.grad!];
        if (a is not null) gradients.Add(a.grad!);
        return gradients;
    }

    // What all passes make, each alone.
    private static Tensor Everything(Action<IVectorOperation, ScalarType> run, AfterBatchNorm next, Tensor input, int? threads)
    {
        var (workers, type, gradient) = (new Workers(threads), input.dtype, ChannelsLast.Of(input.flip(0)));
        var moments = new ChannelMoments(input, workers);
        run(moments, type);
        var channels = moments.Means.Length;
        float[] Part(double[] numbers) => Array.ConvertAll(numbers, number => (float)number);
        var norm = new ChannelNorm(Part(moments.Means), [.. Enumerable.Repeat(1.5f, channels)], [.. Enumerable.Repeat(-0.7f, channels)], Part(moments.Squares), IsOfBatch: true);
        var (result, inputGradient) = (ChannelsLast.Empty(input.shape, type), ChannelsLast.Empty(input.shape, type));
        ChannelSums sums;
        if (next == AfterBatchNorm.MaxPoolRelu)
        {
            result = FusedBatchNorm.MaxPoolRelu(input);
            gradient = ChannelsLast.Of(result.flip(0));
            run(new MaxPooler(norm, input, result, workers), type);
            var pass = new MaxPoolerSums(norm, gradient, input, workers);
            run(pass, type);
            sums = pass.Sums;
            run(new MaxPoolerGradient(norm, new(norm, sums, 7), gradient, input, inputGradient, workers), type);
        }
        else
        {
            // With an addend, the second pass takes what the first one has let through; without, it applies ReLU itself.
            var hasRelu = next == AfterBatchNorm.Relu;
            var (addendGradient, otherGradient) = (ChannelsLast.Empty(input.shape, type), ChannelsLast.Empty(input.shape, type));
            run(new Normalizer(norm, input, gradient, hasRelu, result, workers), type);
            var pass = new NormalizerSums(norm, gradient, input, gradient, hasRelu, addendGradient, workers);
            run(pass, type);
            sums = pass.Sums;
            run(new NormalizerGradient(norm, new(norm, sums, 7), addendGradient, input, hasRelu: false, inputGradient, workers), type);
            run(new NormalizerGradient(norm, new(norm, sums, 7), gradient, input, hasRelu, otherGradient, workers), type);
            inputGradient = cat([inputGradient, otherGradient]);
        }
        return cat([tensor(moments.Means), tensor(moments.Squares), result.to(float64).flatten(), tensor(sums.Gradients), tensor(sums.Products), inputGradient.to(float64).flatten()]);
    }

    private static void AssertNear(Tensor exact, Tensor actual, Tensor libtorch)
    {
        Assert.Equal(exact.shape, actual.shape);
        var expected = Difference.Values(exact);
        if (expected.All(value => value == 0))
        {
            Assert.All(Difference.Values(actual), value => Assert.InRange(value, -1e-5, 1e-5));
            return;
        }
        var (error, allowed) = (Difference.OfLargest(expected, Difference.Values(actual)), Difference.OfLargest(expected, Difference.Values(libtorch)));
        Assert.InRange(error, 0, (3 * allowed) + 1e-6);
    }

    private static void AssertSame(Tensor expected, Tensor actual) =>
        Assert.Equal(expected.to(float64).contiguous().data<double>().ToArray(), actual.to(float64).contiguous().data<double>().ToArray());
}
