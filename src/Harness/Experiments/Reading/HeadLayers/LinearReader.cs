using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.HeadLayers;

/// <summary><c>linear: 512</c>, or <c>linear</c> for one output per class.</summary>
internal static class LinearReader
{
    // More outputs than this make a layer larger than the backbone, and are a typing error.
    private static readonly NumberRange Outputs = NumberRange.Between(1, 65536);

    public static HeadLayer? Read(NamedItem item, DiagnosticBag errors)
    {
        if (item.Argument is null) return new LinearLayer(null);
        return Scalars.Integer(item.Argument, item.Name, Outputs, errors) is { } features ? new LinearLayer(features) : null;
    }
}
