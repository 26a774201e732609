using Harness.Diagnostics;

namespace Harness.Models;

/// <summary>The precisions as the command line names them.</summary>
public static class PrecisionNames
{
    /// <summary>All of them.</summary>
    public static Registry<Precision> All { get; } = new("precision")
    {
        { "fp32", Precision.Float32 },
        { "bf16", Precision.BFloat16 },
    };
}
