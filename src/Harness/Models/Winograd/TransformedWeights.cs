using System.Runtime.CompilerServices;
using Harness.Models.Backbones;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>The weights of a convolution, transformed: G g Gᵀ in the paper that <see cref="WinogradConvolution"/> names. They share no memory with the weights.</summary>
internal sealed unsafe class TransformedWeights : IDisposable
{
    // Kernels are transformed in blocks of some inputs by a group of outputs, which are read and written together.
    private const int BlockInputs = 16, BlockOutputs = TileBuffer.Group, Taps = 9;

    // Matrices of so many numbers have gaps between them, as a kernel's places are written together. Smaller ones are faster to read without.
    private const int GapFrom = 1 << 14;

    private readonly AlignedBuffer _values;

    private TransformedWeights(long outputs, long inputs)
    {
        (Outputs, Inputs) = ((int)outputs, (int)inputs);
        _values = new(TileGrid.Places * PlaceStride);
    }

    // Copies the kernels of a block: input by input, tap by tap, the outputs innermost.
    private delegate void BlockCopy(float* source, nint inputs, nint output, nint input, float* target);

    /// <summary>Channels that come out.</summary>
    public int Outputs { get; }

    /// <summary>Channels that go in.</summary>
    public int Inputs { get; }

    // The distance between matrices.
    private nint PlaceStride => (nint)Outputs * Inputs is var length && length < GapFrom ? length : length + TileBuffer.Gap;

    /// <summary>Transforms weights for the convolution itself.</summary>
    /// <param name="weight">[outputs, inputs, 3, 3], float32, on the processor.</param>
    /// <returns>The caller disposes them.</returns>
    public static TransformedWeights Of(Tensor weight) => VectorSupport.IsWide ? Of<WideVector>(weight) : Of<NarrowVector>(weight);

    /// <summary>Transforms weights for the convolution that computes the gradient of the input: input and output channels swapped, kernels turned by 180°.</summary>
    /// <param name="weight">[outputs, inputs, 3, 3], float32, on the processor.</param>
    /// <returns>The caller disposes them.</returns>
    public static TransformedWeights Transposed(Tensor weight) => VectorSupport.IsWide ? Transposed<WideVector>(weight) : Transposed<NarrowVector>(weight);

    /// <summary>See <see cref="Of(Tensor)"/>. Vectors make no difference to a single bit.</summary>
    /// <typeparam name="TVector">Vectors that the processor has.</typeparam>
    internal static TransformedWeights Of<TVector>(Tensor weight) where TVector : struct, IVector<TVector>
    {
        using var packed = Pack(weight);
        var result = new TransformedWeights(weight.shape[0], weight.shape[1]);
        result.Transform<TVector>(TensorMemory.Pointer(packed), static (source, inputs, output, input, target) =>
        {
            // The channels that go in are innermost, and those that come out shall be.
            source += (output * Taps * inputs) + input;
            for (var tap = 0; tap < Taps; tap++, source += inputs, target += BlockOutputs)
            {
                for (var row = 0; row < BlockOutputs; row += Transposition.Side)
                {
                    for (var column = 0; column < BlockInputs; column += Transposition.Side)
                        Transposition.Apply(source + (row * Taps * inputs) + column, Taps * inputs, target + (column * Taps * BlockOutputs) + row, Taps * BlockOutputs);
                }
            }
        });
        return result;
    }

    /// <summary>See <see cref="Transposed(Tensor)"/>. Vectors make no difference to a single bit.</summary>
    /// <typeparam name="TVector">Vectors that the processor has.</typeparam>
    internal static TransformedWeights Transposed<TVector>(Tensor weight) where TVector : struct, IVector<TVector>
    {
        using var packed = Pack(weight);
        var result = new TransformedWeights(weight.shape[1], weight.shape[0]);
        var channels = (nint)result.Outputs;
        result.Transform<TVector>(TensorMemory.Pointer(packed), (source, _, output, input, target) =>
        {
            source += (input * Taps * channels) + output;
            for (var kernel = 0; kernel < BlockInputs; kernel++, source += Taps * channels)
            {
                for (var tap = Taps - 1; tap >= 0; tap--, target += BlockOutputs)
                {
                    for (var lane = 0; lane < BlockOutputs; lane += TVector.Count) TVector.Load(source + (tap * channels) + lane).Store(target + lane);
                }
            }
        });
        return result;
    }

    /// <summary>The right factor of a product: all input channels by a group of output channels.</summary>
    /// <param name="place">Which matrix.</param>
    /// <param name="output">The first output channel.</param>
    public float* At(int place, int output) => _values.Pointer + (place * PlaceStride) + ((nint)output * Inputs);

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();

    // [outputs, 3, 3, inputs].
    private static Tensor Pack(Tensor weight)
    {
        using var noGrad = no_grad();
        return ChannelsLast.Of(weight);
    }

    private void Transform<TVector>(float* weights, BlockCopy copy) where TVector : struct, IVector<TVector> =>
        new Workers(threads: null).For(Outputs / BlockOutputs, block => Transform<TVector>(weights, copy, block * BlockOutputs));

    // The kernels of a block of outputs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void Transform<TVector>(float* weights, BlockCopy copy, int output) where TVector : struct, IVector<TVector>
    {
        var memory = stackalloc float[(((BlockInputs * Taps) + (3 * TileGrid.Side)) * BlockOutputs) + 16];
        var kernels = VectorMemory.Align(memory);
        var rows = kernels + (BlockInputs * Taps * BlockOutputs);
        var placeStride = PlaceStride;
        var target = At(0, output);
        for (var input = 0; input < Inputs; input += BlockInputs)
        {
            copy(weights, Inputs, output, input, kernels);
            for (var kernel = kernels; kernel < rows; kernel += Taps * BlockOutputs, target += BlockOutputs)
            {
                for (var lane = 0; lane < BlockOutputs; lane += TVector.Count) Transform<TVector>(kernel + lane, rows, target + lane, placeStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform<TVector>(float* kernel, float* rows, float* target, nint placeStride) where TVector : struct, IVector<TVector>
    {
        for (var row = 0; row < 3; row++) TileTransforms.Weight<TVector>(kernel + (3 * row * BlockOutputs), BlockOutputs, rows + (row * TileGrid.Side * BlockOutputs), BlockOutputs);
        for (var column = 0; column < TileGrid.Side; column++)
            TileTransforms.Weight<TVector>(rows + (column * BlockOutputs), TileGrid.Side * BlockOutputs, target + (column * placeStride), TileGrid.Side * placeStride);
    }
}
