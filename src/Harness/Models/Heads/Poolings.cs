using Harness.Experiments;

namespace Harness.Models.Heads;

/// <summary>The poolings by their name in YAML. A new one is a class and a line here.</summary>
public static class Poolings
{
    /// <summary>Looks a pooling up.</summary>
    /// <param name="pooling">Its name.</param>
    /// <returns>The pooling, which has no state.</returns>
    public static IPooling Get(Pooling pooling) => pooling switch
    {
        Pooling.Avg => new AveragePooling(),
        Pooling.Concat => new ConcatPooling(),
        _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "There is no such pooling."),
    };
}
