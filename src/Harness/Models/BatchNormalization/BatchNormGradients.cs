using Harness.Models.Backbones;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>The gradients of a batch norm with what follows it.</summary>
/// <param name="Input">[N, C, H, W].</param>
/// <param name="Weight">[C], float32.</param>
/// <param name="Bias">[C], float32.</param>
/// <param name="Addend">[N, C, H, W].</param>
internal sealed record BatchNormGradients(Tensor? Input, Tensor? Weight, Tensor? Bias, Tensor? Addend)
{
    /// <summary>Computes those that are wanted; the others are null. All maps are packed with the channels innermost.</summary>
    /// <param name="norm">The normalization.</param>
    /// <param name="next">What followed.</param>
    /// <param name="gradient">The gradient of the result.</param>
    /// <param name="input">[N, C, H, W], what was normalized.</param>
    /// <param name="addend">[N, C, H, W], what was added; null for nothing.</param>
    /// <param name="wanted">Which are wanted.</param>
    /// <param name="workers">The threads.</param>
    /// <returns>The gradients. The caller disposes them.</returns>
    public static BatchNormGradients Compute(
        ChannelNorm norm, AfterBatchNorm next, Tensor gradient, Tensor input, Tensor? addend, WantedGradients wanted, Workers workers)
    {
        // Also the gradient of what the batch norm gave, for the second pass, which then needs neither the addend nor ReLU.
        var passed = addend is null ? null : ChannelsLast.Empty(input.shape, input.dtype);
        var needsSums = passed is not null || wanted.Weight || wanted.Bias || (wanted.Input && norm.IsOfBatch);
        var sums = needsSums ? Sum(norm, next, gradient, input, addend, passed, workers) : null;
        var inputGradient = wanted.Input ? InputGradient(norm, sums, passed is null ? next : AfterBatchNorm.Nothing, passed ?? gradient, input, workers) : null;
        if (!wanted.Addend) passed?.Dispose();
        return new(
            inputGradient,
            wanted.Weight ? tensor(Enumerable.Zip(sums!.Products, norm.Factors, (product, factor) => (float)(product * factor)).ToArray()) : null,
            wanted.Bias ? tensor(Array.ConvertAll(sums!.Gradients, sum => (float)sum)) : null,
            wanted.Addend ? passed : null);
    }

    private static ChannelSums Sum(ChannelNorm norm, AfterBatchNorm next, Tensor gradient, Tensor input, Tensor? addend, Tensor? passed, Workers workers)
    {
        if (next == AfterBatchNorm.MaxPoolRelu)
        {
            var pooler = new MaxPoolerSums(norm, gradient, input, workers);
            VectorOperations.Run(pooler, input.dtype);
            return pooler.Sums;
        }
        var normalizer = new NormalizerSums(norm, gradient, input, addend, next == AfterBatchNorm.Relu, passed, workers);
        VectorOperations.Run(normalizer, input.dtype);
        return normalizer.Sums;
    }

    private static Tensor InputGradient(ChannelNorm norm, ChannelSums? sums, AfterBatchNorm next, Tensor gradient, Tensor input, Workers workers)
    {
        var statistics = new StatisticsGradient(norm, sums, ChannelRows.Of(input).Count);
        var result = ChannelsLast.Empty(input.shape, input.dtype);
        IVectorOperation pass = next == AfterBatchNorm.MaxPoolRelu
            ? new MaxPoolerGradient(norm, statistics, gradient, input, result, workers)
            : new NormalizerGradient(norm, statistics, gradient, input, next == AfterBatchNorm.Relu, result, workers);
        VectorOperations.Run(pass, input.dtype);
        return result;
    }
}
