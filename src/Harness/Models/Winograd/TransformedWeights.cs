using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>The weights of a convolution, transformed: G g Gᵀ in the paper that <see cref="WinogradConvolution"/> names. They share no memory with the weights.</summary>
internal sealed unsafe class TransformedWeights : IDisposable
{
    // Without the gaps that TileBuffer leaves between its matrices: these are read one after the other.
    private readonly AlignedBuffer _values;

    private TransformedWeights(int outputs, int inputs)
    {
        (Outputs, Inputs) = (outputs, inputs);
        _values = new((long)TileBuffer.Places * outputs * inputs);
    }

    /// <summary>Channels that come out.</summary>
    public int Outputs { get; }

    /// <summary>Channels that go in.</summary>
    public int Inputs { get; }

    /// <summary>Transforms weights for the convolution itself.</summary>
    /// <param name="weight">[outputs, inputs, 3, 3], float32, on the processor, with any strides.</param>
    /// <returns>The caller disposes them.</returns>
    public static TransformedWeights Of(Tensor weight)
    {
        var strides = weight.stride();
        return Of((int)weight.shape[0], (int)weight.shape[1], TensorMemory.Pointer(weight), new((nint)strides[0], (nint)strides[1], (nint)strides[2], (nint)strides[3]));
    }

    /// <summary>Transforms weights for the convolution that computes the gradient of the input: input and output channels swapped, kernels turned by 180°.</summary>
    /// <param name="weight">[outputs, inputs, 3, 3], float32, on the processor, with any strides.</param>
    /// <returns>The caller disposes them.</returns>
    public static TransformedWeights Transposed(Tensor weight)
    {
        var strides = weight.stride();
        var last = TensorMemory.Pointer(weight) + (2 * strides[2]) + (2 * strides[3]);
        return Of((int)weight.shape[1], (int)weight.shape[0], last, new((nint)strides[1], (nint)strides[0], -(nint)strides[2], -(nint)strides[3]));
    }

    /// <summary>The right factor of a product: all input channels by a group of output channels.</summary>
    /// <param name="place">Which matrix.</param>
    /// <param name="output">The first output channel.</param>
    public float* At(int place, int output) => _values.Pointer + ((((nint)place * Outputs) + output) * Inputs);

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();

    private static TransformedWeights Of(int outputs, int inputs, float* weights, WeightStrides strides)
    {
        var transformed = new TransformedWeights(outputs, inputs);
        new Workers(threads: null).For(outputs / Vector512<float>.Count, vector => transformed.Transform(weights, strides, vector * Vector512<float>.Count));
        return transformed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(float* weights, WeightStrides strides, int output)
    {
        var lanes = Vector512<int>.Indices * Vector512.Create((int)strides.Output);
        var (half, placeStride) = (Vector512.Create(0.5f), (nint)Outputs * Inputs);
        var source = weights + (output * strides.Output);
        var target = At(0, output / TileBuffer.Group * TileBuffer.Group) + (output % TileBuffer.Group);
        for (var input = 0; input < Inputs; input++, source += strides.Input, target += TileBuffer.Group)
        {
            Load(source, strides.Row, lanes, half, out var a0, out var a1, out var a2, out var a3);
            Load(source + strides.Column, strides.Row, lanes, half, out var b0, out var b1, out var b2, out var b3);
            Load(source + (2 * strides.Column), strides.Row, lanes, half, out var c0, out var c1, out var c2, out var c3);
            StoreRow(target, placeStride, half, a0, b0, c0);
            StoreRow(target + (4 * placeStride), placeStride, half, a1, b1, c1);
            StoreRow(target + (8 * placeStride), placeStride, half, a2, b2, c2);
            StoreRow(target + (12 * placeStride), placeStride, half, a3, b3, c3);
        }
    }

    // A column of the kernels of sixteen outputs, transformed from top to bottom.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(
        float* source, nint rowStride, Vector512<int> lanes, Vector512<float> half,
        out Vector512<float> out0, out Vector512<float> out1, out Vector512<float> out2, out Vector512<float> out3)
    {
        var (in0, in1, in2) = (Gather(source, lanes), Gather(source + rowStride, lanes), Gather(source + (2 * rowStride), lanes));
        var (outer, inner) = (half * (in0 + in2), half * in1);
        (out0, out1, out2, out3) = (in0, outer + inner, outer - inner, in2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(float* target, nint placeStride, Vector512<float> half, Vector512<float> a, Vector512<float> b, Vector512<float> c)
    {
        var (outer, inner) = (half * (a + c), half * b);
        a.Store(target);
        (outer + inner).Store(target + placeStride);
        (outer - inner).Store(target + (2 * placeStride));
        c.Store(target + (3 * placeStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather(float* source, Vector512<int> lanes) =>
        Vector512.Create(
            Avx2.GatherVector256(source, lanes.GetLower(), sizeof(float)),
            Avx2.GatherVector256(source, lanes.GetUpper(), sizeof(float)));
}
