using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>published</c>: what the source of a technique reports.</summary>
internal static class PublishedReader
{
    public static PublishedResult? Read(YamlNode? node, DiagnosticBag errors)
    {
        if (Section.Open(node, "published", errors) is not { } section) return null;
        var accuracy = Scalars.Number(section.Optional("val_acc"), "val_acc", NumberRange.Unit, errors);
        var epochs = ReadEpochs(section.Optional("epochs"), errors);
        section.Close();
        if (!section.Has("val_acc") && !section.Has("epochs"))
            errors.Add(section.Location, "'published' is empty", "give it 'val_acc' or 'epochs', or leave it out");
        return new PublishedResult(accuracy, epochs);
    }

    private static List<PublishedEpoch> ReadEpochs(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return [];
        if (node is YamlSequence sequence)
            return [.. sequence.Items.Select((item, index) => ReadEpoch(item, index, errors)).OfType<PublishedEpoch>()];
        errors.Add(node.Location, $"'epochs' must be a list of published rows, not {node.Kind}");
        return [];
    }

    private static PublishedEpoch? ReadEpoch(YamlNode node, int index, DiagnosticBag errors)
    {
        if (Section.Open(node, $"published epoch {index + 1}", errors) is not { } section) return null;
        var trainLoss = Scalars.Number(section.Required("train_loss"), "train_loss", NumberRange.NotNegative, errors);
        var validLoss = Scalars.Number(section.Required("valid_loss"), "valid_loss", NumberRange.NotNegative, errors);
        var trainAccuracy = Scalars.Number(section.Required("train_acc"), "train_acc", NumberRange.Unit, errors);
        var validAccuracy = Scalars.Number(section.Required("val_acc"), "val_acc", NumberRange.Unit, errors);
        section.Close();
        if (trainLoss is null || validLoss is null || trainAccuracy is null || validAccuracy is null) return null;
        return new PublishedEpoch(trainLoss.Value, validLoss.Value, trainAccuracy.Value, validAccuracy.Value);
    }
}
