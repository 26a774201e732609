using System.Runtime.CompilerServices;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>Normalizes a feature map, adds another and applies ReLU, in one pass. All are [N, C, H, W], packed with the channels innermost.</summary>
/// <param name="norm">The normalization.</param>
/// <param name="input">What is normalized.</param>
/// <param name="addend">What is added; null for nothing.</param>
/// <param name="hasRelu">Whether ReLU is applied.</param>
/// <param name="output">Where the result goes; it may be the input.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class Normalizer(ChannelNorm norm, Tensor input, Tensor? addend, bool hasRelu, Tensor output, Workers workers) : IVectorOperation
{
    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var rows = ChannelRows.Of(input);
        var source = TensorMemory.Pointer<TElement>(input);
        var target = TensorMemory.Pointer<TElement>(output);
        var added = TensorMemory.Pointer<TElement>(addend);
        rows.ForEach(workers, (_, offset, count) => Apply<TVector, TElement>(source + offset, added is null ? null : added + offset, target + offset, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply<TVector, TElement>(TElement* source, TElement* added, TElement* target, int rows)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var (lanes, channels) = (TVector.Count, norm.Scales.Length);
        // The larger of a number and this is the number itself, or its ReLU.
        var least = TVector.Create(hasRelu ? 0 : float.NegativeInfinity);
        fixed (float* scales = norm.Scales, shifts = norm.Shifts)
        {
            for (var row = 0; row < rows; row++)
            {
                for (var channel = 0; channel < channels; channel += lanes, source += lanes, target += lanes)
                {
                    var value = TVector.MultiplyAdd(TElement.Load<TVector>(source), TVector.Load(scales + channel), TVector.Load(shifts + channel));
                    if (added is not null)
                    {
                        value += TElement.Load<TVector>(added);
                        added += lanes;
                    }
                    TElement.Store(TVector.Max(value, least), target);
                }
            }
        }
    }
}
