using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Harness.Models.Backbones;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>The weights of a convolution, transformed: G g Gᵀ in the paper that <see cref="WinogradConvolution"/> names. They share no memory with the weights.</summary>
internal sealed unsafe class TransformedWeights : IDisposable
{
    private const int Lanes = VectorMemory.Lanes, Taps = 9;

    // Without the gaps that TileBuffer leaves between its matrices: these are read one after the other.
    private readonly AlignedBuffer _values;

    private TransformedWeights(long outputs, long inputs)
    {
        (Outputs, Inputs) = ((int)outputs, (int)inputs);
        _values = new(TileGrid.Places * outputs * inputs);
    }

    /// <summary>Channels that come out.</summary>
    public int Outputs { get; }

    /// <summary>Channels that go in.</summary>
    public int Inputs { get; }

    /// <summary>Transforms weights for the convolution itself.</summary>
    /// <param name="weight">[outputs, inputs, 3, 3], float32, on the processor.</param>
    /// <returns>The caller disposes them.</returns>
    public static TransformedWeights Of(Tensor weight)
    {
        using var packed = Pack(weight);
        var result = new TransformedWeights(weight.shape[0], weight.shape[1]);
        result.Transform(TensorMemory.Pointer(packed), static (source, inputs, output, input, target) =>
        {
            // The channels that go in are innermost, and those that come out shall be.
            source += (output * Taps * inputs) + input;
            for (var tap = 0; tap < Taps; tap++) VectorTranspose.Apply(source + (tap * inputs), Taps * inputs, target + (tap * Lanes), Taps * Lanes);
        });
        return result;
    }

    /// <summary>Transforms weights for the convolution that computes the gradient of the input: input and output channels swapped, kernels turned by 180°.</summary>
    /// <param name="weight">[outputs, inputs, 3, 3], float32, on the processor.</param>
    /// <returns>The caller disposes them.</returns>
    public static TransformedWeights Transposed(Tensor weight)
    {
        using var packed = Pack(weight);
        var result = new TransformedWeights(weight.shape[1], weight.shape[0]);
        var channels = (nint)result.Outputs;
        result.Transform(TensorMemory.Pointer(packed), (source, _, output, input, target) =>
        {
            source += (input * Taps * channels) + output;
            for (var lane = 0; lane < Lanes; lane++, source += Taps * channels, target += Taps * Lanes)
            {
                for (var tap = 0; tap < Taps; tap++) Vector512.Load(source + ((Taps - 1 - tap) * channels)).Store(target + (tap * Lanes));
            }
        });
        return result;
    }

    // Copies the kernels of sixteen inputs by sixteen outputs: kernel by kernel, tap by tap, the outputs innermost.
    private delegate void BlockCopy(float* source, nint inputs, nint output, nint input, float* target);

    /// <summary>The right factor of a product: all input channels by a group of output channels.</summary>
    /// <param name="place">Which matrix.</param>
    /// <param name="output">The first output channel.</param>
    public float* At(int place, int output) => _values.Pointer + ((((nint)place * Outputs) + output) * Inputs);

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();

    // [outputs, 3, 3, inputs].
    private static Tensor Pack(Tensor weight)
    {
        using var noGrad = no_grad();
        return ChannelsLast.Of(weight);
    }

    private void Transform(float* weights, BlockCopy copy) => new Workers(threads: null).For(Outputs / Lanes, vector => Transform(weights, copy, vector * Lanes));

    // The kernels of sixteen outputs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void Transform(float* weights, BlockCopy copy, int output)
    {
        var memory = stackalloc float[((Lanes * Taps) + (3 * TileGrid.Side) + 1) * Lanes];
        var kernels = VectorMemory.Align(memory);
        var rows = kernels + (Lanes * Taps * Lanes);
        var placeStride = (nint)Outputs * Inputs;
        var target = At(0, output / TileBuffer.Group * TileBuffer.Group) + (output % TileBuffer.Group);
        for (var input = 0; input < Inputs; input += Lanes)
        {
            copy(weights, Inputs, output, input, kernels);
            for (var kernel = kernels; kernel < rows; kernel += Taps * Lanes, target += TileBuffer.Group)
            {
                for (var row = 0; row < 3; row++) TileTransforms.Weight(kernel + (3 * row * Lanes), Lanes, rows + (row * TileGrid.Side * Lanes), Lanes);
                for (var column = 0; column < TileGrid.Side; column++)
                    TileTransforms.Weight(rows + (column * Lanes), TileGrid.Side * Lanes, target + (column * placeStride), TileGrid.Side * placeStride);
            }
        }
    }
}
