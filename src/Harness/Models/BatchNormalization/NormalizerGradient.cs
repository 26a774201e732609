using System.Runtime.CompilerServices;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>The second pass back through a <see cref="Normalizer"/>: the gradient of its input. All maps are [N, C, H, W], packed with the channels innermost.</summary>
/// <param name="norm">The normalization.</param>
/// <param name="statistics">The part of the gradient that comes by way of the statistics.</param>
/// <param name="gradient">The gradient of its output, or of what the batch norm gave: then without ReLU and addend.</param>
/// <param name="input">What was normalized.</param>
/// <param name="hasRelu">Whether ReLU was applied. There is no addend.</param>
/// <param name="output">Where the result goes.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class NormalizerGradient(
    ChannelNorm norm, StatisticsGradient statistics, Tensor gradient, Tensor input, bool hasRelu, Tensor output, Workers workers) : IVectorOperation
{
    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var rows = ChannelRows.Of(input);
        var gradients = TensorMemory.Pointer<TElement>(gradient);
        var inputs = TensorMemory.Pointer<TElement>(input);
        var target = TensorMemory.Pointer<TElement>(output);
        rows.ForEach(workers, (_, offset, count) => Apply<TVector, TElement>(gradients + offset, inputs + offset, target + offset, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply<TVector, TElement>(TElement* gradients, TElement* inputs, TElement* target, int rows)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var (lanes, channels) = (TVector.Count, norm.Scales.Length);
        // What is at most this is stopped by ReLU; nothing is at most what is not a number.
        var most = TVector.Create(hasRelu ? 0 : float.NaN);
        fixed (float* scales = norm.Scales, shifts = norm.Shifts, means = norm.Means, slopes = statistics.Slopes, constants = statistics.Constants)
        {
            for (var row = 0; row < rows; row++)
            {
                for (var channel = 0; channel < channels; channel += lanes, gradients += lanes, inputs += lanes, target += lanes)
                {
                    var (number, scale) = (TElement.Load<TVector>(inputs), TVector.Load(scales + channel));
                    var value = TVector.MultiplyAdd(number, scale, TVector.Load(shifts + channel));
                    var passed = TVector.WhereAtMost(value, most, default, TElement.Load<TVector>(gradients));
                    var byStatistics = TVector.MultiplyAdd(number - TVector.Load(means + channel), TVector.Load(slopes + channel), TVector.Load(constants + channel));
                    TElement.Store(TVector.MultiplyAdd(passed, scale, byStatistics), target);
                }
            }
        }
    }
}
