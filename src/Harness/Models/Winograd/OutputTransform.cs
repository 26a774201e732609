using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.Winograd;

/// <summary>Transforms the products of each tile into its outputs: Aᵀ m A in the paper that <see cref="WinogradConvolution"/> names.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TElement">The type of the outputs.</typeparam>
/// <param name="outputs">[N, H, W, C].</param>
/// <param name="grid">The tiles.</param>
/// <param name="channels">The channels of an output; a multiple of those of a vector.</param>
/// <param name="bias">[C], added to every output; null for nothing.</param>
/// <param name="addend">[N, H, W, C], added to the outputs; null for nothing.</param>
/// <param name="hasRelu">Whether ReLU is applied then.</param>
internal readonly unsafe struct OutputTransform<TVector, TElement>(TElement* outputs, TileGrid grid, int channels, float* bias, TElement* addend, bool hasRelu)
    where TVector : struct, IVector<TVector>
    where TElement : unmanaged, IElement<TElement>
{
    private const int Side = TileGrid.Side, Outputs = TileGrid.Outputs;

    private static int Lanes => TVector.Count;

    /// <summary>Transforms some channels of some tiles.</summary>
    /// <param name="first">The first tile.</param>
    /// <param name="count">How many tiles.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="source">The products of these tiles and channels alone.</param>
    public void Apply(int first, int count, int channel, TileBuffer source)
    {
        for (var tile = 0; tile < count; tile++) Apply(grid.At(first + tile), channel, source, tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void Apply(TilePosition position, int channel, TileBuffer source, int sourceTile)
    {
        var memory = stackalloc float[(((Outputs * Side) + Outputs) * Lanes) + 16];
        var rows = VectorMemory.Align(memory);
        var line = rows + (Outputs * Side * Lanes);
        var (height, width) = (Math.Min(Outputs, grid.Height - position.Top), Math.Min(Outputs, grid.Width - position.Left));
        nint right = channels, down = (nint)grid.Width * channels;
        var place = ((((nint)position.Image * grid.Height) + position.Top) * down) + (position.Left * right) + channel;
        // The larger of a number and this is the number itself, or its ReLU.
        var least = TVector.Create(hasRelu ? 0 : float.NegativeInfinity);
        for (var offset = 0; offset < source.Channels; offset += Lanes, place += Lanes)
        {
            var products = source.At(sourceTile, offset);
            for (var column = 0; column < Side; column++)
                TileTransforms.Output<TVector>(products + (column * source.PlaceStride), Side * source.PlaceStride, rows + (column * Lanes), Side * Lanes);
            var added = bias is null ? default : TVector.Load(bias + channel + offset);
            for (var row = 0; row < height; row++)
            {
                TileTransforms.Output<TVector>(rows + (row * Side * Lanes), Lanes, line, Lanes);
                for (var column = 0; column < width; column++)
                {
                    var output = place + (row * down) + (column * right);
                    var value = TVector.Load(line + (column * Lanes)) + added;
                    if (addend is not null) value += TElement.Load<TVector>(addend + output);
                    TElement.Store(TVector.Max(value, least), outputs + output);
                }
            }
        }
    }
}
