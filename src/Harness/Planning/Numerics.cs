using Harness.Models;

namespace Harness.Planning;

/// <summary>What of the machine can change the bits of a result: part of every stage's key.</summary>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="TorchVersion">The version of libtorch.</param>
/// <param name="Threads">libtorch's threads: sums over images are split among them. The number of decoding workers is not part of it.</param>
public sealed record Numerics(string Device, string TorchVersion, int Threads)
{
    /// <summary>How bodies compute.</summary>
    public required ComputeSettings Compute { get; init; }
}
