namespace Harness.Models.BatchNormalization;

/// <summary>
/// The part of the gradient of a batch norm's input that comes by way of mean and variance of the batch: for each channel a constant, and a slope by which the deviation from the mean is multiplied.
/// </summary>
/// <remarks>From S. Ioffe and C. Szegedy, "Batch Normalization", ICML 2015 (arXiv:1502.03167), section 3. Running statistics do not depend on the input: both are 0.</remarks>
internal sealed class StatisticsGradient
{
    /// <summary>Computes it.</summary>
    /// <param name="norm">The normalization.</param>
    /// <param name="sums">The sums over the batch; not looked at with running statistics.</param>
    /// <param name="count">Positions in the batch.</param>
    public StatisticsGradient(ChannelNorm norm, ChannelSums? sums, int count)
    {
        (Slopes, Constants) = (new float[norm.Scales.Length], new float[norm.Scales.Length]);
        if (!norm.IsOfBatch) return;
        for (var channel = 0; channel < Slopes.Length; channel++)
        {
            var (scale, factor) = ((double)norm.Scales[channel], (double)norm.Factors[channel]);
            Slopes[channel] = (float)(-scale * factor * factor * sums!.Products[channel] / count);
            Constants[channel] = (float)(-scale * sums.Gradients[channel] / count);
        }
    }

    /// <summary>[C].</summary>
    public float[] Slopes { get; }

    /// <summary>[C].</summary>
    public float[] Constants { get; }
}
