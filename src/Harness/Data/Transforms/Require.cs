using System.Globalization;
using Harness.Diagnostics;

namespace Harness.Data.Transforms;

/// <summary>Checks the parameters of transforms.</summary>
internal static class Require
{
    /// <summary>Demands a length of at least one pixel.</summary>
    /// <param name="size">The length.</param>
    /// <param name="transform">The transform's name in YAML.</param>
    /// <exception cref="HarnessException">It is less.</exception>
    public static void Size(int size, string transform) =>
        That(size >= 1, transform, string.Create(CultureInfo.InvariantCulture, $"size is {size}; it must be at least 1 pixel"));

    /// <summary>Demands a number in a range.</summary>
    /// <param name="value">The number.</param>
    /// <param name="minimum">The minimum that is accepted.</param>
    /// <param name="maximum">The maximum that is accepted.</param>
    /// <param name="transform">The transform's name in YAML.</param>
    /// <param name="parameter">The parameter's name in YAML.</param>
    /// <exception cref="HarnessException">It is outside.</exception>
    public static void InRange(double value, double minimum, double maximum, string transform, string parameter) => That(
        value >= minimum && value <= maximum,
        transform,
        string.Create(CultureInfo.InvariantCulture, $"{parameter} is {value}; it must be between {minimum} and {maximum}"));

    /// <summary>Demands something else.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="transform">The transform's name in YAML.</param>
    /// <param name="message">What is wrong otherwise.</param>
    /// <exception cref="HarnessException">It does not hold.</exception>
    public static void That(bool condition, string transform, string message)
    {
        if (!condition) throw new HarnessException($"Transform '{transform}': {message}.", "Change it in the suite.");
    }
}
