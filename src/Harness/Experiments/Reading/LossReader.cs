using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>loss</c>: a name alone, or <c>{ name: cross_entropy, label_smoothing: 0.1 }</c>.</summary>
internal static class LossReader
{
    public static Setting<LossSettings>? Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return null;
        var settings = node is YamlMapping ? ReadSection(node, errors) : ReadName(node, errors);
        return settings is null ? Setting<LossSettings>.Broken : new(settings, node.Location);
    }

    private static LossSettings? ReadName(YamlNode node, DiagnosticBag errors) =>
        Scalars.Choice(node, "loss", Choices.Losses, errors) is { } function ? new LossSettings(function) : null;

    private static LossSettings? ReadSection(YamlNode node, DiagnosticBag errors)
    {
        var before = errors.Count;
        var section = Section.Open(node, "loss", errors)!;
        var function = Scalars.Choice(section.Required("name"), "loss", Choices.Losses, errors);
        var smoothing = Scalars.Number(section.Optional("label_smoothing"), "label_smoothing", NumberRange.Unit.Below(), errors) ?? 0;
        section.Close();
        if (function == LossFunction.NegativeLogLikelihood && section.Has("label_smoothing"))
            errors.Add(section.KeyLocation("label_smoothing"), "'label_smoothing' belongs to 'cross_entropy'; 'nll' has none");
        return errors.Count > before ? null : new LossSettings(function!.Value, smoothing);
    }
}
