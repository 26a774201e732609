namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>Cubic convolution with a = −0.5, as Pillow's BICUBIC. Source: Keys, "Cubic convolution interpolation for digital image
/// processing", 1981.</summary>
public readonly struct BicubicResampler : IResampler
{
    private const float A = -0.5F;

    public float Radius => 2F;

    public float GetValue(float x)
    {
        x = MathF.Abs(x);
        if (x <= 1F) return ((((A + 2F) * x) - (A + 3F)) * x * x) + 1F;
        return x < 2F ? A * ((((x - 5F) * x) + 8F) * x - 4F) : 0F;
    }
}
