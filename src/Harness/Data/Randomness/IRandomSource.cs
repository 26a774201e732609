namespace Harness.Data.Randomness;

/// <summary>Where random choices come from; a test can replace it by recorded numbers.</summary>
internal interface IRandomSource
{
    /// <summary>A uniform number.</summary>
    /// <returns>In [0, 1).</returns>
    double NextDouble();

    /// <summary>A uniform whole number.</summary>
    /// <param name="bound">At least 1.</param>
    /// <returns>In [0, <paramref name="bound"/>), each value with the same probability.</returns>
    int NextInt(int bound);
}
