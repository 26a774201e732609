using Harness.Data.Synthetic;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>synthetic</c>: images that are drawn instead of read.</summary>
internal static class SyntheticReader
{
    /// <summary>Reads the key of a data section; null if it is not there, and null after reporting.</summary>
    public static SyntheticSettings? Read(Section data, DiagnosticBag errors)
    {
        if (Section.Open(data.Optional("synthetic"), "synthetic", errors) is not { } section) return null;
        var count = Scalars.Integer(
            section.Required("images_per_class"), "images_per_class", NumberRange.Between(1, SyntheticSettings.MostImagesPerClass), errors);
        var size = Scalars.Integer(
            section.Required("size"), "size", NumberRange.Between(SyntheticSettings.LeastSize, SyntheticSettings.GreatestSize), errors);
        var seed = Scalars.Long(section.Required("seed"), "seed", NumberRange.NotNegative, long.MaxValue, errors);
        section.Close();
        if (data.Has("root"))
            errors.Add(data.KeyLocation("synthetic"), "data has both 'root' and 'synthetic'", "keep one of them: images are read or drawn");
        return count is null || size is null || seed is null
            ? null
            : new SyntheticSettings { ImagesPerClass = count.Value, Size = size.Value, Seed = seed.Value };
    }
}
