namespace Harness.Models;

/// <summary>How backbones compute. All settings change the last bits of results, so all are part of every epoch's key.</summary>
/// <param name="FoldsBatchNorm">Whether a backbone that is evaluated, or frozen with its batch norm in evaluation mode, gets its batch norm folded into the
/// convolutions (see <see cref="Backbones.IFoldedBackbone"/> for how near that is).</param>
/// <param name="Precision">The precision in which backbones compute.</param>
/// <param name="AllowsWinograd">Whether <see cref="Winograd.WinogradConvolution"/> and <see cref="Winograd.Stems.StemConvolution"/> may compute convolutions on processors, where they can; otherwise libtorch computes all.</param>
public sealed record ComputeSettings(bool FoldsBatchNorm, Precision Precision, bool AllowsWinograd)
{
    /// <summary>Folded, float32 and with Winograd's algorithm: the default of runs.</summary>
    public static ComputeSettings Default { get; } = new(FoldsBatchNorm: true, Precision.Float32, AllowsWinograd: true);
}
