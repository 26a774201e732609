namespace Harness.Synthetic.Noise;

/// <summary>Noise with smaller and smaller hills on its hills.</summary>
internal readonly struct FractalNoise(uint seed, int octaves, float gain = 0.5f)
{
    /// <summary>The height at a place, mostly between 0 and 1, 0.5 on average.</summary>
    public float At(float x, float y)
    {
        var (sum, amplitude, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += amplitude * new GradientNoise(seed + (uint)octave).At(x, y);
            total += amplitude;
            amplitude *= gain;
            // Not exactly 2, so that the grids of octaves do not meet at the same points.
            (x, y) = ((x * 2.03f) + 17.3f, (y * 2.03f) + 5.7f);
        }
        return sum / total;
    }
}
