using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.HeadLayers;

/// <summary><c>dropout: 0.5</c>, the part of features set to zero.</summary>
internal static class DropoutReader
{
    public static HeadLayer? Read(NamedItem item, DiagnosticBag errors) =>
        item.HasArgument("{ dropout: 0.5 }", errors)
        && Scalars.Number(item.Argument, item.Name, NumberRange.Between(0, 1).Below(), errors) is { } probability
            ? new DropoutLayer(probability)
            : null;
}
