using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Transforms;

/// <summary><c>resize: 146</c>, the shorter side.</summary>
internal static class ResizeReader
{
    public static TransformSettings? Read(NamedItem item, DiagnosticBag errors) =>
        item.HasArgument("resize: 146", errors) && ImageSide.Read(item.Argument, item.Name, errors) is { } side
            ? new ResizeSettings(side)
            : null;
}
