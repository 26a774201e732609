using MathNet.Numerics.RootFinding;

namespace Harness.Statistics;

/// <summary>The second derivative of the logarithm of the gamma function: the variance of the logarithm of an estimated variance.</summary>
internal static class Trigamma
{
    // From here on the series is exact to more than ten digits.
    private const double Large = 8;

    /// <summary>Its value.</summary>
    /// <param name="x">Above 0.</param>
    /// <returns>The value.</returns>
    public static double Of(double x)
    {
        var sum = 0.0;
        for (; x < Large; x++) sum += 1 / (x * x);
        var square = 1 / (x * x);
        return sum + (1 / x) + (square / 2) + (square / x * ((1.0 / 6) - (square * ((1.0 / 30) - (square * ((1.0 / 42) - (square / 30)))))));
    }

    /// <summary>The argument that gives a value.</summary>
    /// <param name="value">Above 0.</param>
    /// <returns>The argument; a million for values too small to matter.</returns>
    public static double Inverse(double value)
    {
        const double Lowest = 1e-6;
        const double Highest = 1e6;
        if (value <= Of(Highest)) return Highest;
        if (value >= Of(Lowest)) return Lowest;
        return Math.Exp(Brent.FindRoot(logarithm => Math.Log(Of(Math.Exp(logarithm)) / value), Math.Log(Lowest), Math.Log(Highest), 1e-10, 200));
    }
}
