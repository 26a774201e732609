namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>No interpolation: resizing copies pixels and asks for no weights.</summary>
public readonly struct NearestNeighborResampler : IResampler
{
    public float Radius => 1F;

    public float GetValue(float x) => x;
}
