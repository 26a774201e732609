namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>An interpolation kernel: the weight of a pixel by its distance in pixels of the coarser image.</summary>
public interface IResampler
{
    /// <summary>The distance from which weights are zero.</summary>
    float Radius { get; }

    float GetValue(float x);
}
