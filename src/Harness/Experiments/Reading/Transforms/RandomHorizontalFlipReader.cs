using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Transforms;

/// <summary><c>random_horizontal_flip</c>, or with its probability: <c>random_horizontal_flip: 0.5</c>.</summary>
internal static class RandomHorizontalFlipReader
{
    public static TransformSettings? Read(NamedItem item, DiagnosticBag errors)
    {
        if (item.Argument is null) return new RandomHorizontalFlipSettings();
        return Scalars.Number(item.Argument, item.Name, NumberRange.Unit, errors) is { } probability
            ? new RandomHorizontalFlipSettings(probability)
            : null;
    }
}
