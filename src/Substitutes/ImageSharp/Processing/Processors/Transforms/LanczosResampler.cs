namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>A sinc under the middle lobe of a wider sinc; Lanczos3 is Pillow's LANCZOS.</summary>
public readonly struct LanczosResampler : IResampler
{
    public static readonly LanczosResampler Lanczos2 = new(2F);
    public static readonly LanczosResampler Lanczos3 = new(3F);
    public static readonly LanczosResampler Lanczos5 = new(5F);
    public static readonly LanczosResampler Lanczos8 = new(8F);

    public LanczosResampler(float radius) => Radius = radius;

    public float Radius { get; }

    public float GetValue(float x) => MathF.Abs(x) < Radius ? Sinc(x) * Sinc(x / Radius) : 0F;

    private static float Sinc(float x)
    {
        if (MathF.Abs(x) < 1e-6F) return 1F;
        x *= MathF.PI;
        return MathF.Sin(x) / x;
    }
}
