using Harness.Experiments.Reading.Transforms;
using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>data</c>: images, split, batches and transforms.</summary>
internal static class DataSettingsReader
{
    /// <summary>Reads the section; null after reporting.</summary>
    /// <param name="node">The section.</param>
    /// <param name="root">Gives the data folder as an absolute path from the value of <c>root</c> and whether images can be drawn instead; null where
    /// only the command line can say it.</param>
    /// <param name="minimumImageSize">The least size of images that the backbone takes, in pixels.</param>
    /// <param name="errors">Where to report.</param>
    public static DataSettings? Read(YamlNode? node, Func<YamlNode?, bool, string?> root, int minimumImageSize, DiagnosticBag errors)
    {
        if (Section.Open(node, "data", errors) is not { } section) return null;
        var synthetic = SyntheticReader.Read(section, errors);
        var folder = root(section.Optional("root"), section.Has("synthetic"));
        var split = SplitReader.Read(section.Required("split"), errors);
        var batchSize = Scalars.Integer(section.Required("batch_size"), "batch_size", NumberRange.AtLeast(1), errors);
        var train = TransformListReader.Read(section.Required("train"), "train", minimumImageSize, errors);
        var valid = TransformListReader.Read(section.Required("valid"), "valid", minimumImageSize, errors);
        section.Close();
        if (split is null || batchSize is null || train is null || valid is null) return null;
        if (folder is not null) synthetic = null;
        return new DataSettings { Root = folder, Synthetic = synthetic, Split = split, BatchSize = batchSize.Value, Train = train, Valid = valid };
    }
}
