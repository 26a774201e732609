using System.Globalization;
using Harness.Data;
using Harness.Models.Backbones;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>data</c>: images, split, batches and transforms.</summary>
internal static class DataSettingsReader
{
    /// <summary>Reads the section; null after reporting.</summary>
    /// <param name="node">The section.</param>
    /// <param name="root">Gives the data folder as an absolute path from the value of <c>root</c> and whether images can be drawn instead; null where
    /// only the command line can say it.</param>
    /// <param name="backbone">The backbone, which decides the sizes that images may have; null where it is not known.</param>
    /// <param name="errors">Where to report.</param>
    public static DataSettings? Read(YamlNode? node, Func<YamlNode?, bool, string?> root, BackboneDescription? backbone, DiagnosticBag errors)
    {
        if (Section.Open(node, "data", errors) is not { } section) return null;
        var synthetic = SyntheticReader.Read(section, errors);
        var folder = root(section.Optional("root"), section.Has("synthetic"));
        var split = SplitReader.Read(section.Required("split"), errors);
        var shots = Scalars.Integer(section.Optional("shots"), "shots", NumberRange.AtLeast(1), errors);
        var batchNode = section.Required("batch_size");
        var batchSize = Scalars.Integer(batchNode, "batch_size", NumberRange.AtLeast(2), errors, "batch norm cannot train on a single image");
        var train = TransformListReader.Read(section.Required("train"), "train", backbone, errors);
        var valid = TransformListReader.Read(section.Required("valid"), "valid", backbone, errors);
        section.Close();
        if (split is null || batchSize is null || train is null || valid is null) return null;
        CheckBytes(batchNode!, batchSize.Value, Math.Max(TransformListReader.SideOf(train), TransformListReader.SideOf(valid)), errors);
        if (folder is not null) synthetic = null;
        return new DataSettings
        {
            Root = folder,
            Synthetic = synthetic,
            Split = split,
            Shots = shots,
            BatchSize = batchSize.Value,
            Train = train,
            Valid = valid,
        };
    }

    // The memory of a batch is written as one span of bytes, which an int must be able to count.
    private static void CheckBytes(YamlNode node, int batchSize, int side, DiagnosticBag errors)
    {
        var bytesPerImage = 3L * side * side * sizeof(float);
        if (batchSize * bytesPerImage <= int.MaxValue) return;
        var maximum = int.MaxValue / bytesPerImage;
        errors.Add(
            node.Location,
            string.Create(CultureInfo.InvariantCulture, $"a batch of {batchSize} images of 3 × {side} × {side} floats has {batchSize * bytesPerImage:N0} bytes, more than {int.MaxValue:N0}"),
            string.Create(CultureInfo.InvariantCulture, $"of this size at most {maximum} images make a batch"));
    }
}
