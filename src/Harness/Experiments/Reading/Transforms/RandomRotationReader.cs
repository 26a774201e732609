using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Transforms;

/// <summary><c>random_rotation: 15</c>, degrees to either side.</summary>
internal static class RandomRotationReader
{
    public static TransformSettings? Read(NamedItem item, DiagnosticBag errors) =>
        item.HasArgument("random_rotation: 15", errors)
        && Scalars.Number(item.Argument, item.Name, NumberRange.Between(0, 180).Above(), errors) is { } degrees
            ? new RandomRotationSettings(degrees)
            : null;
}
