using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Transforms;

/// <summary><c>color_jitter: { brightness: 0.2, contrast: 0.2, saturation: 0.2, hue: 0.1 }</c>, any of the four.</summary>
internal static class ColorJitterReader
{
    public static TransformSettings? Read(NamedItem item, DiagnosticBag errors)
    {
        if (!item.HasArgument("color_jitter: { brightness: 0.2 }", errors)) return null;
        if (Section.Open(item.Argument, item.Name, errors) is not { } section) return null;
        var before = errors.Count;
        var settings = new ColorJitterSettings(
            Scalars.Number(section.Optional("brightness"), "brightness", NumberRange.NotNegative, errors) ?? 0,
            Scalars.Number(section.Optional("contrast"), "contrast", NumberRange.NotNegative, errors) ?? 0,
            Scalars.Number(section.Optional("saturation"), "saturation", NumberRange.NotNegative, errors) ?? 0,
            Scalars.Number(section.Optional("hue"), "hue", NumberRange.Between(0, 0.5), errors) ?? 0);
        section.Close();
        if (errors.Count == before && settings == new ColorJitterSettings())
            errors.Add(item.Location, "'color_jitter' changes nothing", "give it brightness, contrast, saturation or hue");
        return settings;
    }
}
