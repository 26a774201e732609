using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Transforms;

/// <summary><c>random_resized_crop: 128</c> or <c>{ size: 128, scale: [0.08, 1], ratio: [0.75, 1.3333] }</c>.</summary>
internal static class RandomResizedCropReader
{
    public static TransformSettings? Read(NamedItem item, DiagnosticBag errors)
    {
        if (!item.HasArgument("random_resized_crop: 128", errors)) return null;
        if (item.Argument is not YamlMapping)
            return ImageSide.Read(item.Argument, item.Name, errors) is { } side ? new RandomResizedCropSettings(side) : null;
        var section = Section.Open(item.Argument, item.Name, errors)!;
        var size = ImageSide.Read(section.Required("size"), "size", errors);
        var scale = Interval(section, "scale", NumberRange.Between(0, 1).Above(), errors);
        var ratio = Interval(section, "ratio", NumberRange.Positive, errors);
        section.Close();
        if (size is null) return null;
        var settings = new RandomResizedCropSettings(size.Value);
        if (scale is not null) settings = settings with { MinimumScale = scale[0], MaximumScale = scale[1] };
        if (ratio is not null) settings = settings with { MinimumRatio = ratio[0], MaximumRatio = ratio[1] };
        return settings;
    }

    private static IReadOnlyList<double>? Interval(Section section, string key, NumberRange range, DiagnosticBag errors)
    {
        var numbers = Scalars.Numbers(section.Optional(key), key, 2, range, errors);
        if (numbers is not null && numbers[0] > numbers[1])
            errors.Add(section.Optional(key)!.Location, $"'{key}' must begin with the smaller number");
        return numbers;
    }
}
