namespace Harness.Models.Onnx;

/// <summary>A module that says what its forward pass is in operations of ONNX.</summary>
internal interface IOnnxModule
{
    /// <summary>Adds to a graph what <c>forward</c> computes in evaluation mode.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">What <c>forward</c> takes.</param>
    /// <returns>What <c>forward</c> gives.</returns>
    OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input);
}
