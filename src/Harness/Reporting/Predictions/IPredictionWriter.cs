using Harness.Inference;

namespace Harness.Reporting.Predictions;

/// <summary>Writes what a technique says about images, each as soon as it is known. Disposing it ends the document and leaves the writer open.</summary>
public interface IPredictionWriter : IDisposable
{
    /// <summary>Writes one image.</summary>
    /// <param name="image">What is said about it.</param>
    void Write(PredictedImage image);
}
