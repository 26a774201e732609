using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Optimizers;

/// <summary><c>{ name: sgd, momentum: 0.9, nesterov: true, weight_decay: 1e-4 }</c>. Defaults are PyTorch's.</summary>
internal static class SgdReader
{
    public static OptimizerSettings Read(Section section, DiagnosticBag errors)
    {
        var momentum = Scalars.Number(section.Optional("momentum"), "momentum", NumberRange.Between(0, 1).Below(), errors);
        var nesterov = Scalars.Boolean(section.Optional("nesterov"), "nesterov", errors) ?? false;
        var weightDecay = Scalars.Number(section.Optional("weight_decay"), "weight_decay", NumberRange.NotNegative, errors) ?? 0;
        if (nesterov && (momentum ?? 0) == 0)
            errors.Add(section.KeyLocation("nesterov"), "'nesterov' needs a 'momentum' greater than 0", "PyTorch refuses it without");
        return new SgdSettings(momentum ?? 0, nesterov) { WeightDecay = weightDecay };
    }
}
