using Harness.Models.Vectors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>What a batch norm layer does to a batch: channel by channel a factor and a sum.</summary>
/// <param name="Means">[C], which become 0.</param>
/// <param name="Factors">[C], by which deviations from the means are multiplied before the layer's weight: 1/√(σ² + ε).</param>
/// <param name="Scales">[C], γ/√(σ² + ε).</param>
/// <param name="Shifts">[C], β − μ times the scale.</param>
/// <param name="IsOfBatch">Whether means and variances are those of the batch, and not the running ones.</param>
internal sealed record ChannelNorm(float[] Means, float[] Factors, float[] Scales, float[] Shifts, bool IsOfBatch)
{
    /// <summary>Leaves every number as it is.</summary>
    /// <param name="channels">How many channels there are.</param>
    public static ChannelNorm None(int channels)
    {
        var ones = new float[channels];
        Array.Fill(ones, 1);
        return new(new float[channels], ones, ones, new float[channels], IsOfBatch: false);
    }

    /// <summary>Normalizes as a layer does now. One in training mode takes the batch's statistics, and continues averaging.</summary>
    /// <param name="layer">The layer, with parameters in float32, a momentum and running statistics.</param>
    /// <param name="map">What it normalizes; see <see cref="ChannelMoments"/>.</param>
    /// <param name="workers">The threads.</param>
    public static ChannelNorm Of(BatchNorm layer, Tensor map, Workers workers)
    {
        if (!layer.training) return Of(layer, Numbers(layer.running_mean!), Numbers(layer.running_var!), isOfBatch: false);
        var moments = new ChannelMoments(map, workers);
        VectorOperations.Run(moments, map.dtype);
        var count = ChannelRows.Of(map).Count;
        Average(layer, moments, count);
        return Of(layer, moments.Means, [.. moments.Squares.Select(squares => squares / count)], isOfBatch: true);
    }

    private static ChannelNorm Of(BatchNorm layer, double[] means, double[] variances, bool isOfBatch)
    {
        var weight = TensorMemory.Numbers(layer.weight);
        var bias = TensorMemory.Numbers(layer.bias!);
        var norm = new ChannelNorm(new float[means.Length], new float[means.Length], new float[means.Length], new float[means.Length], isOfBatch);
        for (var channel = 0; channel < means.Length; channel++)
        {
            var factor = 1 / Math.Sqrt(variances[channel] + layer.eps);
            norm.Means[channel] = (float)means[channel];
            norm.Factors[channel] = (float)factor;
            norm.Scales[channel] = (float)(weight[channel] * factor);
            norm.Shifts[channel] = (float)(bias[channel] - (means[channel] * weight[channel] * factor));
        }
        return norm;
    }

    // The running variance is the unbiased one, as in libtorch.
    private static void Average(BatchNorm layer, ChannelMoments moments, int count)
    {
        var means = TensorMemory.Numbers(layer.running_mean!);
        var variances = TensorMemory.Numbers(layer.running_var!);
        var momentum = layer.momentum!.Value;
        for (var channel = 0; channel < moments.Means.Length; channel++)
        {
            means[channel] = (float)(((1 - momentum) * means[channel]) + (momentum * moments.Means[channel]));
            variances[channel] = (float)(((1 - momentum) * variances[channel]) + (momentum * moments.Squares[channel] / (count - 1)));
        }
    }

    private static double[] Numbers(Tensor statistics) => Array.ConvertAll(TensorMemory.Numbers(statistics).ToArray(), number => (double)number);
}
