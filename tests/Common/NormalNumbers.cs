using Harness.Data.Randomness;

namespace Harness.TestSupport;

/// <summary>Numbers with mean 0 and deviation 1 (G. E. P. Box and M. E. Muller, 1958): the same ones at every run.</summary>
/// <param name="random">Where they come from.</param>
internal sealed class NormalNumbers(CounterRandom random)
{
    private CounterRandom _random = random;

    /// <summary>Draws a number.</summary>
    /// <returns>The next one.</returns>
    public double Next() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
