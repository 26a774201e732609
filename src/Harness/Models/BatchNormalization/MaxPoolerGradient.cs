using System.Runtime.CompilerServices;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>The second pass back through a <see cref="MaxPooler"/>: the gradient of its input. All maps are packed with the channels innermost.</summary>
/// <param name="norm">The normalization.</param>
/// <param name="statistics">The part of the gradient that comes by way of the statistics.</param>
/// <param name="gradient">[N, C, ⌈H/2⌉, ⌈W/2⌉], the gradient of its output.</param>
/// <param name="input">[N, C, H, W], what was normalized.</param>
/// <param name="output">[N, C, H, W], where the result goes.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class MaxPoolerGradient(ChannelNorm norm, StatisticsGradient statistics, Tensor gradient, Tensor input, Tensor output, Workers workers) : IVectorOperation
{
    private readonly PoolingWindows _windows = PoolingWindows.Of(input);
    private readonly int _channels = norm.Scales.Length;

    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var gradients = TensorMemory.Pointer<TElement>(gradient);
        var inputs = TensorMemory.Pointer<TElement>(input);
        var target = TensorMemory.Pointer<TElement>(output);
        var groups = _channels / TVector.Count;
        var positions = _windows.Height * _windows.Width;
        workers.Run(_windows.Images * groups, next =>
        {
            // What windows give to the positions of an image, of a vector of channels. Those of several windows are added before they are rounded.
            using var passed = new AlignedBuffer((long)positions * TVector.Count);
            while (next() is { } piece)
            {
                var (image, channel) = (piece / groups, piece % groups * TVector.Count);
                var offset = ((nint)image * positions * _channels) + channel;
                new Span<float>(passed.Pointer, positions * TVector.Count).Clear();
                Spread<TVector, TElement>(gradients, inputs, image, channel, passed.Pointer);
                Finish<TVector, TElement>(passed.Pointer, inputs + offset, target + offset, channel);
            }
        });
    }

    // Each window gives its gradient to its largest number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread<TVector, TElement>(TElement* gradients, TElement* inputs, int image, int channel, float* passed)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var lanes = TVector.Count;
        nint right = _channels, down = (nint)_windows.Width * _channels;
        var firstPosition = (nint)image * _windows.Height * _windows.Width;
        gradients += ((nint)image * _windows.ImageRows * _windows.Columns * _channels) + channel;
        fixed (float* scales = norm.Scales, shifts = norm.Shifts)
        {
            var (scale, shift) = (TVector.Load(scales + channel), TVector.Load(shifts + channel));
            for (var row = 0; row < _windows.ImageRows; row++)
            {
                for (var column = 0; column < _windows.Columns; column++, gradients += _channels)
                {
                    var window = _windows.At((image * _windows.ImageRows) + row, column);
                    var largest = LargestInWindow<TVector>.Find(window, inputs + (window.First * _channels) + channel, right, down, scale, shift);
                    var gradient = TVector.WhereAtMost(largest.Value, default, default, TElement.Load<TVector>(gradients));
                    var target = passed + ((window.First - firstPosition) * lanes);
                    for (var y = 0; y < window.Height; y++)
                    {
                        for (var x = 0; x < window.Width; x++)
                        {
                            var place = target + (((y * (nint)_windows.Width) + x) * lanes);
                            var given = TVector.WhereEqual(largest.Place, TVector.Create((LargestInWindow<TVector>.Side * y) + x), gradient, default);
                            (TVector.Load(place) + given).Store(place);
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish<TVector, TElement>(float* passed, TElement* inputs, TElement* target, int channel)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        fixed (float* scales = norm.Scales, means = norm.Means, slopes = statistics.Slopes, constants = statistics.Constants)
        {
            var (scale, mean) = (TVector.Load(scales + channel), TVector.Load(means + channel));
            var (slope, constant) = (TVector.Load(slopes + channel), TVector.Load(constants + channel));
            var positions = _windows.Height * _windows.Width;
            for (var position = 0; position < positions; position++, passed += TVector.Count, inputs += _channels, target += _channels)
            {
                var byStatistics = TVector.MultiplyAdd(TElement.Load<TVector>(inputs) - mean, slope, constant);
                TElement.Store(TVector.MultiplyAdd(TVector.Load(passed), scale, byStatistics), target);
            }
        }
    }
}
