using Harness.Diagnostics;
using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.HeadLayers;

/// <summary>The layers that a head can be made of.</summary>
internal static class HeadLayerReaders
{
    public static readonly Registry<Func<NamedItem, DiagnosticBag, HeadLayer?>> All = new("layer")
    {
        { "linear", LinearReader.Read },
        { "batchnorm", static (item, errors) => WithoutArgument(item, new BatchNormLayer(), errors) },
        { "relu", static (item, errors) => WithoutArgument(item, new ReluLayer(), errors) },
        { "dropout", DropoutReader.Read },
        { "log_softmax", static (item, errors) => WithoutArgument(item, new LogSoftmaxLayer(), errors) },
    };

    private static HeadLayer WithoutArgument(NamedItem item, HeadLayer layer, DiagnosticBag errors)
    {
        item.RefuseArgument(errors);
        return layer;
    }
}
