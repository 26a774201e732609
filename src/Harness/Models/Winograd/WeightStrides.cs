namespace Harness.Models.Winograd;

/// <summary>The distances between neighbors in the weights of a convolution, as it sees them.</summary>
/// <param name="Output">From an output channel to the next.</param>
/// <param name="Input">From an input channel to the next.</param>
/// <param name="Row">From a row of the kernel to the next.</param>
/// <param name="Column">From a column of the kernel to the next.</param>
internal readonly record struct WeightStrides(nint Output, nint Input, nint Row, nint Column);
