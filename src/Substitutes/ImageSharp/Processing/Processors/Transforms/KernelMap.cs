namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>For every position along one side of the result: which positions of the source it is made of, with which weights.</summary>
internal sealed class KernelMap
{
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly float[] _weights;
    private readonly int _stride;

    private KernelMap(int count, int longest)
    {
        _starts = new int[count];
        _lengths = new int[count];
        _weights = new float[checked(count * longest)];
        _stride = longest;
    }

    internal int Start(int position) => _starts[position];

    internal int End(int position) => _starts[position] + _lengths[position];

    internal ReadOnlySpan<float> Weights(int position) => _weights.AsSpan(position * _stride, _lengths[position]);

    /// <summary>Resampling: the kernel is centred on the position in the source and widens when reducing, so that no pixel is skipped.</summary>
    internal static KernelMap ForResize(IResampler sampler, int sourceLength, int targetLength)
    {
        var ratio = (double)sourceLength / targetLength;
        var scale = Math.Max(ratio, 1);
        var radius = (int)Ceiling(scale * sampler.Radius);
        var map = new KernelMap(targetLength, Math.Min((2 * radius) + 1, sourceLength));
        for (var target = 0; target < targetLength; target++)
        {
            var center = ((target + 0.5) * ratio) - 0.5;
            var first = Math.Max(0, (int)Ceiling(center - radius));
            var last = Math.Min(sourceLength - 1, (int)Floor(center + radius));
            var weights = map.Set(target, first, last - first + 1);
            for (var source = first; source <= last; source++) weights[source - first] = sampler.GetValue((float)((source - center) / scale));
            Normalize(weights);
        }

        return map;
    }

    /// <summary>A convolution of an unchanged length: what the kernel reaches beyond the ends counts for the outermost pixels.</summary>
    internal static KernelMap ForConvolution(ReadOnlySpan<float> kernel, int length)
    {
        var radius = kernel.Length / 2;
        var map = new KernelMap(length, Math.Min(kernel.Length, length));
        for (var target = 0; target < length; target++)
        {
            var first = Math.Max(0, target - radius);
            var last = Math.Min(length - 1, target + radius);
            var weights = map.Set(target, first, last - first + 1);
            for (var i = 0; i < kernel.Length; i++) weights[Math.Clamp(target - radius + i, first, last) - first] += kernel[i];
            Normalize(weights);
        }

        return map;
    }

    private Span<float> Set(int position, int start, int length)
    {
        _starts[position] = start;
        _lengths[position] = length;
        return _weights.AsSpan(position * _stride, length);
    }

    private static void Normalize(Span<float> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights) sum += weight;
        if (sum <= 0) return;
        for (var i = 0; i < weights.Length; i++) weights[i] = (float)(weights[i] / sum);
    }

    // A position that is whole but for a rounding error must not gain or lose a pixel.
    private static double Ceiling(double value) => Math.Abs(value - Math.Round(value)) < 1e-8 ? Math.Round(value) : Math.Ceiling(value);

    private static double Floor(double value) => Math.Abs(value - Math.Round(value)) < 1e-8 ? Math.Round(value) : Math.Floor(value);
}
