namespace Harness.Models.BatchNormalization;

/// <summary>What the gradients of a batch norm's parameters and of its statistics are made of, channel by channel.</summary>
/// <param name="channels">How many channels there are.</param>
internal sealed unsafe class ChannelSums(int channels)
{
    /// <summary>[C], the sums of the gradients of what the batch norm gives.</summary>
    public double[] Gradients { get; } = new double[channels];

    /// <summary>[C], the sums of these, each multiplied by its input's deviation from the mean.</summary>
    public double[] Products { get; } = new double[channels];

    /// <summary>How many numbers a part of the sums has.</summary>
    public int PartLength => 2 * channels;

    /// <summary>Adds parts, one after the other.</summary>
    /// <param name="parts">Of each the sums of gradients, then those of products.</param>
    /// <param name="count">How many there are.</param>
    public void Add(float* parts, int count)
    {
        for (var part = 0; part < count; part++, parts += PartLength)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                Gradients[channel] += parts[channel];
                Products[channel] += parts[channels + channel];
            }
        }
    }
}
