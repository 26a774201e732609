using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The standard normal distribution, by the C library's error function, so that results equal PyTorch's to the last bit.</summary>
internal static partial class NormalDistribution
{
    internal static double Cumulative(double x) => (1.0 + ErrorFunction(x / Math.Sqrt(2.0))) / 2.0;

    [LibraryImport("libm.so.6", EntryPoint = "erf")]
    private static partial double ErrorFunction(double x);
}
