using System.Runtime.CompilerServices;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>The first pass back through a <see cref="Normalizer"/>: the sums of its gradients. All maps are [N, C, H, W], packed with the channels innermost.</summary>
/// <param name="norm">The normalization.</param>
/// <param name="gradient">The gradient of its output.</param>
/// <param name="input">What was normalized.</param>
/// <param name="addend">What was added; null for nothing.</param>
/// <param name="hasRelu">Whether ReLU was applied.</param>
/// <param name="addendGradient">Where the gradient of the addend goes, which is also that of what the batch norm gave; null if nobody wants it.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class NormalizerSums(
    ChannelNorm norm, Tensor gradient, Tensor input, Tensor? addend, bool hasRelu, Tensor? addendGradient, Workers workers) : IVectorOperation
{
    private readonly int _channels = norm.Scales.Length;

    /// <summary>The sums.</summary>
    public ChannelSums Sums { get; } = new(norm.Scales.Length);

    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var rows = ChannelRows.Of(input);
        var gradients = TensorMemory.Pointer<TElement>(gradient);
        var inputs = TensorMemory.Pointer<TElement>(input);
        var added = TensorMemory.Pointer<TElement>(addend);
        var target = TensorMemory.Pointer<TElement>(addendGradient);
        using var memory = new AlignedBuffer((long)rows.Pieces * Sums.PartLength);
        var parts = memory.Pointer;
        rows.ForEach(workers, (piece, offset, count) =>
        {
            for (var channel = 0; channel < _channels; channel += TVector.Count, offset += TVector.Count)
            {
                Sum<TVector, TElement>(
                    gradients + offset, inputs + offset, added is null ? null : added + offset, target is null ? null : target + offset, count, channel,
                    parts + ((nint)piece * Sums.PartLength) + channel);
            }
        });
        Sums.Add(parts, rows.Pieces);
    }

    // A vector of channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum<TVector, TElement>(TElement* gradients, TElement* inputs, TElement* added, TElement* target, int rows, int channel, float* sums)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        // What is at most this is stopped by ReLU; nothing is at most what is not a number.
        var most = TVector.Create(hasRelu ? 0 : float.NaN);
        fixed (float* scales = norm.Scales, shifts = norm.Shifts, means = norm.Means)
        {
            var (scale, shift, mean) = (TVector.Load(scales + channel), TVector.Load(shifts + channel), TVector.Load(means + channel));
            TVector sum = default, product = default;
            for (nint row = 0, offset = 0; row < rows; row++, offset += _channels)
            {
                var number = TElement.Load<TVector>(inputs + offset);
                var value = TVector.MultiplyAdd(number, scale, shift);
                if (added is not null) value += TElement.Load<TVector>(added + offset);
                var passed = TVector.WhereAtMost(value, most, default, TElement.Load<TVector>(gradients + offset));
                if (target is not null) TElement.Store(passed, target + offset);
                sum += passed;
                product = TVector.MultiplyAdd(passed, number - mean, product);
            }
            sum.Store(sums);
            product.Store(sums + _channels);
        }
    }
}
