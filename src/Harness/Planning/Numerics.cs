using Harness.Models;

namespace Harness.Planning;

/// <summary>What changes the bits of a result on processors or GPUs of one type: part of every epoch's key.</summary>
/// <remarks>
/// The type itself is left out, though it can change the last bits too: oneDNN and OpenBLAS choose their kernels by what the processor can do (AVX2,
/// AVX-512, AMX), cuDNN by the GPU, and <see cref="Models.Winograd.WinogradConvolution"/> and <see cref="Models.BatchNormalization.FusedBatchNorm"/> need AVX2 or AVX-512. A store
/// shared by machines of several types thus keeps the epoch of whichever machine was first.
/// </remarks>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="TorchVersion">The version of libtorch.</param>
/// <param name="Threads">libtorch's threads: sums over images are split among them. The number of decoding workers is not part of it.</param>
public sealed record Numerics(string Device, string TorchVersion, int Threads)
{
    /// <summary>Whether the threads split sums, and so change the last bits; a GPU computes all sums itself.</summary>
    public bool SplitsSums => Device == "cpu";

    /// <summary>How backbones compute.</summary>
    public required ComputeSettings Compute { get; init; }
}
