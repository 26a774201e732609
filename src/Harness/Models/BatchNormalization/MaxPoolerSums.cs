using System.Runtime.CompilerServices;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>The first pass back through a <see cref="MaxPooler"/>: the sums of its gradients. All maps are packed with the channels innermost.</summary>
/// <param name="norm">The normalization.</param>
/// <param name="gradient">[N, C, ⌈H/2⌉, ⌈W/2⌉], the gradient of its output.</param>
/// <param name="input">[N, C, H, W], what was normalized.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class MaxPoolerSums(ChannelNorm norm, Tensor gradient, Tensor input, Workers workers) : IVectorOperation
{
    private readonly PoolingWindows _windows = PoolingWindows.Of(input);
    private readonly int _channels = norm.Scales.Length;

    /// <summary>The sums.</summary>
    public ChannelSums Sums { get; } = new(norm.Scales.Length);

    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var gradients = TensorMemory.Pointer<TElement>(gradient);
        var inputs = TensorMemory.Pointer<TElement>(input);
        using var memory = new AlignedBuffer((long)_windows.Rows * Sums.PartLength);
        var parts = memory.Pointer;
        workers.For(_windows.Rows, row =>
        {
            for (var channel = 0; channel < _channels; channel += TVector.Count)
                Sum<TVector, TElement>(gradients, inputs, row, channel, parts + ((nint)row * Sums.PartLength) + channel);
        });
        Sums.Add(parts, _windows.Rows);
    }

    // A row of windows, of a vector of channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum<TVector, TElement>(TElement* gradients, TElement* inputs, int row, int channel, float* sums)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        fixed (float* scales = norm.Scales, shifts = norm.Shifts, means = norm.Means)
        {
            var (scale, shift, mean) = (TVector.Load(scales + channel), TVector.Load(shifts + channel), TVector.Load(means + channel));
            TVector sum = default, product = default;
            gradients += ((nint)row * _windows.Columns * _channels) + channel;
            for (var column = 0; column < _windows.Columns; column++, gradients += _channels)
            {
                var window = _windows.At(row, column);
                var largest = LargestInWindow<TVector>.Find(window, inputs + (window.First * _channels) + channel, _channels, (nint)_windows.Width * _channels, scale, shift);
                var passed = TVector.WhereAtMost(largest.Value, default, default, TElement.Load<TVector>(gradients));
                sum += passed;
                product = TVector.MultiplyAdd(passed, largest.Input - mean, product);
            }
            sum.Store(sums);
            product.Store(sums + _channels);
        }
    }
}
