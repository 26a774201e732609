using TorchSharp;

namespace Harness.Models;

/// <summary>The precision in which a backbone computes. Its parameters, their gradients and the running statistics are float32 in any case.</summary>
public enum Precision
{
    /// <summary>24 bits of mantissa: what weights are published in and results are compared in.</summary>
    Float32,

    /// <summary>
    /// 8 bits of mantissa, the range of float32: less time than <see cref="Float32"/> on processors with AMX or AMD's AVX-512 BF16, and more
    /// on others.
    /// </summary>
    BFloat16,
}

/// <summary>What libtorch calls the precisions.</summary>
internal static class PrecisionExtensions
{
    /// <summary>The element type of images, weights and feature maps inside a backbone.</summary>
    /// <param name="precision">The precision.</param>
    /// <returns>The type.</returns>
    public static torch.ScalarType ScalarType(this Precision precision) => precision switch
    {
        Precision.Float32 => torch.ScalarType.Float32,
        Precision.BFloat16 => torch.ScalarType.BFloat16,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such precision."),
    };
}
