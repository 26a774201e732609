using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Transforms;

/// <summary><c>normalize: imagenet</c>, or <c>{ mean: [r, g, b], std: [r, g, b] }</c>.</summary>
internal static class NormalizeReader
{
    public static TransformSettings? Read(NamedItem item, DiagnosticBag errors)
    {
        if (!item.HasArgument("normalize: imagenet", errors)) return null;
        if (item.Argument is YamlScalar { Text: "imagenet" }) return NormalizeSettings.ImageNet;
        if (item.Argument is not YamlMapping)
        {
            errors.Add(item.Argument!.Location, $"'normalize' must be imagenet or {{ mean: […], std: […] }}, not {item.Argument.Kind}");
            return null;
        }
        var section = Section.Open(item.Argument, item.Name, errors)!;
        var mean = Scalars.Numbers(section.Required("mean"), "mean", 3, NumberRange.Any, errors);
        var deviation = Scalars.Numbers(section.Required("std"), "std", 3, NumberRange.Positive, errors);
        section.Close();
        return mean is null || deviation is null ? null : new NormalizeSettings(mean, deviation);
    }
}
