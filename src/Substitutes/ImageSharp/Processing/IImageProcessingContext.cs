using SixLabors.ImageSharp.Processing.Processors;

namespace SixLabors.ImageSharp.Processing;

/// <summary>The image that a chain of operations is working on.</summary>
public interface IImageProcessingContext
{
    Configuration Configuration { get; }

    Size GetCurrentSize();

    internal IImageProcessingContext Apply(IOperation operation);
}
