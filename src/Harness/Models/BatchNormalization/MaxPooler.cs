using System.Runtime.CompilerServices;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>Normalizes a feature map, takes the largest of each window of 3×3 with a stride of 2 and a padding of 1, and applies ReLU, in one pass.</summary>
/// <param name="norm">The normalization.</param>
/// <param name="input">[N, C, H, W], packed with the channels innermost.</param>
/// <param name="output">[N, C, ⌈H/2⌉, ⌈W/2⌉], packed like that.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class MaxPooler(ChannelNorm norm, Tensor input, Tensor output, Workers workers) : IVectorOperation
{
    private readonly PoolingWindows _windows = PoolingWindows.Of(input);

    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var source = TensorMemory.Pointer<TElement>(input);
        var target = TensorMemory.Pointer<TElement>(output);
        workers.For(_windows.Rows, row => Apply<TVector, TElement>(source, target, row));
    }

    // One row of windows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply<TVector, TElement>(TElement* source, TElement* target, int row)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var (lanes, channels) = (TVector.Count, norm.Scales.Length);
        nint right = channels, down = (nint)_windows.Width * channels;
        target += (nint)row * _windows.Columns * channels;
        fixed (float* scales = norm.Scales, shifts = norm.Shifts)
        {
            for (var column = 0; column < _windows.Columns; column++)
            {
                var window = _windows.At(row, column);
                var first = source + (window.First * channels);
                for (var channel = 0; channel < channels; channel += lanes, first += lanes, target += lanes)
                {
                    var (scale, shift) = (TVector.Load(scales + channel), TVector.Load(shifts + channel));
                    // Which is what ReLU makes of anything smaller.
                    TVector largest = default;
                    for (var y = 0; y < window.Height; y++)
                    {
                        for (var x = 0; x < window.Width; x++)
                            largest = TVector.Max(largest, TVector.MultiplyAdd(TElement.Load<TVector>(first + (y * down) + (x * right)), scale, shift));
                    }
                    TElement.Store(largest, target);
                }
            }
        }
    }
}
