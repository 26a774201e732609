using Harness.Data;
using Harness.Data.Labels;
using Harness.Data.Splits;
using Harness.Models.Backbones;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>data</c>: images, split, batches and transforms.</summary>
internal static class DataSettingsReader
{
    /// <summary>Reads the section; null after reporting.</summary>
    /// <param name="node">The section.</param>
    /// <param name="root">Gives the data folder as an absolute path from the value of <c>root</c> and whether images can be drawn instead; null if
    /// only the command line can say it.</param>
    /// <param name="inputs">Knows the files that the section names, and what the command line says instead.</param>
    /// <param name="backbone">The backbone, which decides the sizes that images may have; null if it is not known.</param>
    /// <param name="errors">Where to report.</param>
    public static DataSettings? Read(
        YamlNode? node, Func<YamlNode?, bool, string?> root, InputReader inputs, BackboneDescription? backbone, DiagnosticBag errors)
    {
        if (Section.Open(node, "data", errors) is not { } section) return null;
        var synthetic = SyntheticReader.Read(section, errors);
        var folder = root(section.Optional("root"), section.Has("synthetic"));
        var before = errors.Count;
        var target = TargetReader.Read(section, inputs, errors);
        var classes = inputs.ReadClasses(section.Optional("classes"), section.Optional("column"));
        var labels = inputs.ReadLabels(section.Optional("labels"));
        var vectors = inputs.ReadClassVectors(section.Optional("class_vectors"));
        var unseen = ReadUnseen(section.Optional("unseen"), errors);
        // What is present but wrong must not be reported as missing if an objective needs it.
        var isBroken = errors.Count > before;
        var images = ReadImages(section, backbone, errors);
        section.Close();
        CheckUnseen(section, errors);
        CheckClasses(section, errors);
        if (isBroken || images is null) return null;
        if (target is not null) CheckTarget(target, images.Split, errors);
        return images with
        {
            Root = folder,
            Synthetic = folder is null ? synthetic : null,
            Classes = classes,
            Target = target,
            Labels = labels,
            Vectors = vectors,
            Unseen = unseen,
        };
    }

    private static DataSettings? ReadImages(Section section, BackboneDescription? backbone, DiagnosticBag errors)
    {
        var split = SplitReader.Read(section.Required("split"), errors);
        var shots = Scalars.Integer(section.Optional("shots"), "shots", NumberRange.AtLeast(1), errors);
        var batchSize = Scalars.Integer(section.Required("batch_size"), "batch_size", NumberRange.AtLeast(2), errors, "batch norm cannot train on a single image");
        var train = TransformListReader.Read(section.Required("train"), "train", backbone, errors);
        var valid = TransformListReader.Read(section.Required("valid"), "valid", backbone, errors);
        if (split is null || batchSize is null || train is null || valid is null) return null;
        return new DataSettings { Split = split, Shots = shots, BatchSize = batchSize.Value, Train = train, Valid = valid };
    }

    private static UnseenClasses? ReadUnseen(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return null;
        if (node is not YamlSequence { Items.Count: > 0 } list)
        {
            errors.Add(node.Location, $"'unseen' must be a list of classes, not {node.Kind}", "for example [rose, tulip]");
            return null;
        }
        var names = list.Items.Select(item => Scalars.Text(item, "unseen", errors)).OfType<string>().ToList();
        foreach (var name in names.CountBy(name => name).Where(pair => pair.Value > 1).Select(pair => pair.Key)) errors.Add(node.Location, $"class '{name}' is listed twice");
        return new UnseenClasses([.. names.Order(StringComparer.Ordinal)]) { Location = node.Location };
    }

    private static void CheckClasses(Section section, DiagnosticBag errors)
    {
        if (section.Has("column") && !section.Has("classes"))
            errors.Add(section.KeyLocation("column"), "'column' belongs to 'classes': it says which column of that table holds them", "write 'classes: FILE.csv' beside it");
        if (section.Has("classes") && section.Has("synthetic"))
            errors.Add(section.KeyLocation("classes"), "'classes' and 'synthetic' cannot be combined: drawn images are in class folders");
    }

    private static void CheckUnseen(Section section, DiagnosticBag errors)
    {
        if (!section.Has("unseen")) return;
        if (section.Has("shots")) errors.Add(section.KeyLocation("unseen"), "'unseen' and 'shots' cannot be combined: unseen classes have no shots");
        if (section.Has("target")) errors.Add(section.KeyLocation("unseen"), "'unseen' and 'target' cannot be combined: classes that are not in the source cannot be adapted to the target");
    }

    private static void CheckTarget(TargetSettings target, SplitSettings split, DiagnosticBag errors)
    {
        if (split.HasTest)
            errors.Add(target.Location, "'target' and a split with a test part cannot be combined: a domain is measured on its validation images", "leave out one of the two");
    }
}
