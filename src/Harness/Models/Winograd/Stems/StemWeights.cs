using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.Winograd.Stems;

/// <summary>The weights of a stem, sorted by the phases that they multiply and transformed: G g Gᵀ. They share no memory with the weights.</summary>
internal sealed unsafe class StemWeights : IDisposable
{
    private readonly AlignedBuffer _values;
    private readonly float[] _source;

    private StemWeights(int outputs, float[] source)
    {
        (Outputs, _source) = (outputs, source);
        _values = new(StemGrid.Places * StemGrid.Phases * (long)outputs);
    }

    /// <summary>Channels that come out.</summary>
    public int Outputs { get; }

    /// <summary>Transforms weights.</summary>
    /// <param name="weight">[C', 3, 7, 7], float32, on the processor, packed with the channels innermost.</param>
    /// <returns>The caller disposes them.</returns>
    public static StemWeights Of(Tensor weight)
    {
        var result = new StemWeights((int)weight.shape[0], TensorMemory.Numbers(weight).ToArray());
        for (var phase = 0; phase < StemGrid.Phases; phase++)
        {
            for (var output = 0; output < result.Outputs; output++) result.Transform(phase, output);
        }
        return result;
    }

    /// <summary>Whether they are still those of a tensor.</summary>
    /// <param name="weight">The weights, perhaps changed since.</param>
    public bool AreOf(Tensor weight) => TensorMemory.Numbers(weight).SequenceEqual(_source);

    /// <summary>The right factor of a product: all phases by a group of output channels.</summary>
    /// <param name="place">Which matrix.</param>
    /// <param name="output">The first output channel.</param>
    public float* At(int place, int output) => _values.Pointer + ((nint)place * StemGrid.Phases * Outputs) + output;

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();

    private void Transform(int phase, int output)
    {
        // First down the columns of the kernel, then along its rows.
        var columns = new double[StemGrid.Side, StemGrid.Taps];
        for (var row = 0; row < StemGrid.Side; row++)
        {
            for (var right = 0; right < StemGrid.Taps; right++)
            {
                for (var down = 0; down < StemGrid.Taps; down++) columns[row, right] += StemTransforms.Weight[row][down] * Tap(phase, output, down, right);
            }
        }
        for (var place = 0; place < StemGrid.Places; place++)
        {
            var (row, column) = Math.DivRem(place, StemGrid.Side);
            var sum = 0.0;
            for (var right = 0; right < StemGrid.Taps; right++) sum += columns[row, right] * StemTransforms.Weight[column][right];
            At(place, output)[phase * Outputs] = (float)sum;
        }
    }

    // The weight of a pixel of a phase; see StemGrid. The first row and column of some phases lie outside of the kernel.
    private float Tap(int phase, int output, int down, int right)
    {
        var (phaseRow, rest) = Math.DivRem(phase, 2 * StemGrid.Colors);
        var (phaseColumn, color) = Math.DivRem(rest, StemGrid.Colors);
        var (row, column) = ((2 * down) + phaseRow - 1, (2 * right) + phaseColumn - 1);
        return row < 0 || column < 0 ? 0 : _source[(((((output * StemGrid.Kernel) + row) * StemGrid.Kernel) + column) * StemGrid.Colors) + color];
    }
}
