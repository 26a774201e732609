using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Transforms;

/// <summary><c>center_crop: 128</c>.</summary>
internal static class CenterCropReader
{
    public static TransformSettings? Read(NamedItem item, DiagnosticBag errors) =>
        item.HasArgument("center_crop: 128", errors) && ImageSide.Read(item.Argument, item.Name, errors) is { } side
            ? new CenterCropSettings(side)
            : null;
}
