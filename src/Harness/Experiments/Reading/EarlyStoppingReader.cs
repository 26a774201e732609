using Harness.Training.Monitoring;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>early_stopping</c>: <c>{ patience: 5, monitor: loss, min_delta: 0 }</c>, or <c>none</c> where the base or the suite's defaults have one.</summary>
internal static class EarlyStoppingReader
{
    public static Parsed<EarlyStopping?> Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return default;
        if (node is YamlScalar { IsPlain: true, Text: "none" }) return Parsed<EarlyStopping?>.Of(null, node.Location);
        var before = errors.Count;
        if (Section.Open(node, "early_stopping", errors) is not { } section) return Parsed<EarlyStopping?>.Broken;
        var patience = Scalars.Integer(section.Required("patience"), "patience", NumberRange.AtLeast(1), errors);
        var monitor = Choices.Read(section.Optional("monitor"), "monitor", Choices.MonitoredMetrics, errors);
        var delta = Scalars.Number(section.Optional("min_delta"), "min_delta", NumberRange.NotNegative, errors);
        section.Close();
        return errors.Count > before
            ? Parsed<EarlyStopping?>.Broken
            : Parsed<EarlyStopping?>.Of(new EarlyStopping(patience!.Value, monitor.ValueOr(MonitoredMetric.Loss), delta ?? 0), node.Location);
    }
}
