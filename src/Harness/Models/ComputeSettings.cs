namespace Harness.Models;

/// <summary>How backbones compute. Both settings change the last bits of results, so both are part of every epoch's key.</summary>
/// <param name="FoldsBatchNorm">Whether a backbone that is evaluated, or frozen with its batch norm in evaluation mode, gets its batch norm folded into the
/// convolutions (see <see cref="Backbones.IFoldedBackbone"/> for how near that is).</param>
/// <param name="Precision">The precision in which backbones compute.</param>
public sealed record ComputeSettings(bool FoldsBatchNorm, Precision Precision)
{
    /// <summary>Folded and float32: the default of runs.</summary>
    public static ComputeSettings Default { get; } = new(FoldsBatchNorm: true, Precision.Float32);
}
