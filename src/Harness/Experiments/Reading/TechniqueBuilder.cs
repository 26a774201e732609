using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Makes a technique out of everything that it says and inherits.</summary>
internal static class TechniqueBuilder
{
    /// <summary>Builds the technique; null after reporting, or where something of it has been reported already.</summary>
    public static Technique? Build(TechniqueSettings settings, DiagnosticBag errors)
    {
        if (settings.Name is not { IsValid: true } name) return null;
        var before = errors.Count;
        CheckPresent(settings.Head, "head", "head: { pool: avg, layers: [linear] }", name, errors);
        CheckPresent(settings.Optimizer, "optimizer", "optimizer: adam", name, errors);
        CheckPresent(settings.Phases, "phases", "phases: [{ epochs: 2, train: { head: 1e-3 } }]", name, errors);
        CheckLoss(settings, errors);
        var usable = settings is
        {
            Head.IsValid: true, Optimizer.IsValid: true, Phases.IsValid: true, Loss: null or { IsValid: true }, BatchNorm: null or { IsValid: true },
            Body: null or { IsValid: true },
        };
        return errors.Count > before || !usable ? null : Make(settings, name);
    }

    private static Technique Make(TechniqueSettings settings, Setting<string> name) => new()
    {
        Name = name.Value,
        Location = name.Location,
        Description = settings.Description ?? string.Empty,
        Published = settings.Published,
        Body = settings.Body?.Value ?? BodyStart.Pretrained,
        Head = settings.Head!.Value,
        Loss = settings.Loss?.Value ?? new LossSettings(LossFunction.CrossEntropy),
        Optimizer = settings.Optimizer!.Value,
        Phases = [.. settings.Phases!.Value.Select(phase => new Phase
        {
            Epochs = phase.Epochs,
            BatchNorm = phase.BatchNorm ?? settings.BatchNorm?.Value ?? BatchNormMode.Train,
            Schedule = phase.Schedule,
            Train = phase.Train,
        })],
    };

    private static void CheckPresent<T>(Setting<T>? setting, string key, string example, Setting<string> name, DiagnosticBag errors)
    {
        if (setting is not null) return;
        errors.Add(
            name.Location, $"technique '{name.Value}' has no '{key}', and neither its base nor the suite's defaults give one",
            $"add for example '{example}'");
    }

    private static void CheckLoss(TechniqueSettings settings, DiagnosticBag errors)
    {
        if (settings.Head is not { IsValid: true } head || settings.Loss is { IsValid: false }) return;
        var givesLogarithms = head.Value.Layers[^1] is LogSoftmaxLayer;
        var takesLogarithms = settings.Loss?.Value.Function == LossFunction.NegativeLogLikelihood;
        if (takesLogarithms && !givesLogarithms)
            errors.Add(settings.Loss!.Location, "loss 'nll' needs a head that ends in 'log_softmax'", $"the head ends at {head.Location}");
        if (givesLogarithms && !takesLogarithms)
            errors.Add(head.Location, "'log_softmax' belongs to 'loss: nll'; cross_entropy takes the softmax itself");
    }
}
