using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Data.Transforms;

/// <summary>One step between a decoded image and the network, with torchvision's name and parameters.</summary>
public abstract record TransformSettings : Block
{
    // A batch of larger images would not fit into the memory of any machine that trains on it.
    private protected static readonly WholeNumberForm ImageSide = new(NumberRange.Between(1, 8192));

    /// <summary>Whether an image does not give the same result every time.</summary>
    public virtual bool IsRandom => false;

    /// <summary>The side of the square that comes out, in pixels.</summary>
    /// <param name="inputSide">The side of the square that goes in; null if images differ in size or shape.</param>
    /// <returns>The side, or null if results differ in size or shape.</returns>
    public virtual int? OutputSide(int? inputSide) => inputSide;

    /// <summary>Makes the step.</summary>
    /// <returns>The step; null for normalization, which ends a pipeline and turns bytes into numbers.</returns>
    /// <exception cref="Harness.Diagnostics.HarnessException">A parameter is invalid.</exception>
    internal abstract IImageTransform? Create();
}
