namespace Harness.BodyBench;

/// <summary>Something to repeat.</summary>
/// <param name="UnitsPerStep">Images, or 10⁹ floating point operations, of a step.</param>
/// <param name="Step">Does it once.</param>
internal sealed record Workload(double UnitsPerStep, Action Step);
