using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Transforms;

/// <summary>A side of an image in pixels.</summary>
internal static class ImageSide
{
    // A batch of larger images would not fit into the memory of any machine that trains on it.
    private static readonly NumberRange Pixels = NumberRange.Between(1, 8192);

    public static int? Read(YamlNode? node, string what, DiagnosticBag errors) => Scalars.Integer(node, what, Pixels, errors);
}
