using System.Runtime.CompilerServices;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>Mean and variance of each channel of a feature map.</summary>
/// <remarks>
/// Rows that the first cache holds are read twice, for their mean and for their deviations from it. These are joined by the formulas of T. F. Chan et al., "Updating Formulae and
/// a Pairwise Algorithm for Computing Sample Variances" (1979), which lose no digits where the mean is large.
/// </remarks>
/// <param name="map">[N, C, H, W], packed with the channels innermost; C is a multiple of <see cref="ChannelRows.ChannelGroup"/>.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class ChannelMoments(Tensor map, Workers workers) : IVectorOperation
{
    private readonly ChannelRows _rows = ChannelRows.Of(map);

    /// <summary>[C], the means.</summary>
    public double[] Means { get; } = new double[map.shape[1]];

    /// <summary>[C], the sums of the squared deviations from them.</summary>
    public double[] Squares { get; } = new double[map.shape[1]];

    /// <inheritdoc/>
    public void Run<TVector, TElement>()
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var numbers = TensorMemory.Pointer<TElement>(map);
        using var memory = new AlignedBuffer(2L * _rows.Pieces * _rows.Channels);
        var moments = memory.Pointer;
        workers.For(_rows.Pieces, piece =>
        {
            var means = moments + (2L * piece * _rows.Channels);
            Collect<TVector, TElement>(numbers, _rows.Piece(piece), means, means + _rows.Channels);
        });
        for (var piece = 0; piece < _rows.Pieces; piece++) Join(_rows.Piece(piece), moments + (2L * piece * _rows.Channels));
    }

    private void Collect<TVector, TElement>(TElement* numbers, (int First, int End) piece, float* means, float* squares)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        for (var row = piece.First; row < piece.End; row += _rows.Chunk)
        {
            var count = Math.Min(_rows.Chunk, piece.End - row);
            Collect<TVector, TElement>(numbers + ((nint)row * _rows.Channels), count, row - piece.First, means, squares);
        }
    }

    // Joins some rows to those before them, two vectors of channels at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect<TVector, TElement>(TElement* numbers, int count, int countBefore, float* means, float* squares)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var (lanes, channels) = (TVector.Count, (nint)_rows.Channels);
        var perRow = TVector.Create(1f / count);
        var share = (float)count / (countBefore + count);
        for (var channel = 0; channel < channels; channel += 2 * lanes)
        {
            var first = numbers + channel;
            TVector sum0 = default, sum1 = default, square0 = default, square1 = default;
            var source = first;
            for (var row = 0; row < count; row++, source += channels)
            {
                sum0 += TElement.Load<TVector>(source);
                sum1 += TElement.Load<TVector>(source + lanes);
            }
            var (mean0, mean1) = (sum0 * perRow, sum1 * perRow);
            source = first;
            for (var row = 0; row < count; row++, source += channels)
            {
                var (deviation0, deviation1) = (TElement.Load<TVector>(source) - mean0, TElement.Load<TVector>(source + lanes) - mean1);
                square0 = TVector.MultiplyAdd(deviation0, deviation0, square0);
                square1 = TVector.MultiplyAdd(deviation1, deviation1, square1);
            }
            Join(mean0, square0, share, countBefore, means + channel, squares + channel);
            Join(mean1, square1, share, countBefore, means + channel + lanes, squares + channel + lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join<TVector>(TVector mean, TVector square, float share, int countBefore, float* means, float* squares) where TVector : struct, IVector<TVector>
    {
        if (countBefore > 0)
        {
            var before = TVector.Load(means);
            var difference = mean - before;
            mean = TVector.MultiplyAdd(difference, TVector.Create(share), before);
            square = TVector.MultiplyAdd(difference * difference, TVector.Create(share * countBefore), square + TVector.Load(squares));
        }
        mean.Store(means);
        square.Store(squares);
    }

    private void Join((int First, int End) piece, float* moments)
    {
        var share = (double)(piece.End - piece.First) / piece.End;
        for (var channel = 0; channel < _rows.Channels; channel++)
        {
            var difference = moments[channel] - Means[channel];
            Means[channel] += difference * share;
            Squares[channel] += moments[channel + _rows.Channels] + (difference * difference * share * piece.First);
        }
    }
}
