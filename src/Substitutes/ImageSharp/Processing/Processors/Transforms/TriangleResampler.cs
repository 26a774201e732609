namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>Weights that fall linearly to zero at a distance of one pixel.</summary>
public readonly struct TriangleResampler : IResampler
{
    public float Radius => 1F;

    public float GetValue(float x) => MathF.Max(0F, 1F - MathF.Abs(x));
}
