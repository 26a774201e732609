namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>The family of cubic kernels with parameters B and C. Source: Mitchell and Netravali, "Reconstruction filters in computer
/// graphics", 1988.</summary>
public readonly struct CubicResampler : IResampler
{
    /// <summary>B = 0, C = 0.5.</summary>
    public static readonly CubicResampler CatmullRom = new(2F, 0F, .5F);

    /// <summary>B = 0, C = 0.</summary>
    public static readonly CubicResampler Hermite = new(2F, 0F, 0F);

    /// <summary>B = C = 1/3.</summary>
    public static readonly CubicResampler MitchellNetravali = new(2F, .3333333F, .3333333F);

    private readonly float _b;
    private readonly float _c;

    public CubicResampler(float radius, float bspline, float cardinal)
    {
        Radius = radius;
        _b = bspline;
        _c = cardinal;
    }

    public float Radius { get; }

    public float GetValue(float x)
    {
        x = MathF.Abs(x);
        if (x < 1F)
            return Polynomial(x, 12F - (9F * _b) - (6F * _c), -18F + (12F * _b) + (6F * _c), 0F, 6F - (2F * _b));
        if (x < 2F)
            return Polynomial(x, -_b - (6F * _c), (6F * _b) + (30F * _c), (-12F * _b) - (48F * _c), (8F * _b) + (24F * _c));
        return 0F;
    }

    private static float Polynomial(float x, float cubic, float square, float linear, float constant)
        => ((((((cubic * x) + square) * x) + linear) * x) + constant) / 6F;
}
