using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Optimizers;

/// <summary><c>{ name: adam, weight_decay: 0, betas: [0.9, 0.999], eps: 1e-8 }</c>, and <c>adamw</c> likewise. Defaults are PyTorch's.</summary>
internal static class AdamReader
{
    // torch.optim.AdamW decays unless it is told not to; torch.optim.Adam does not.
    private const double AdamWWeightDecay = 0.01;

    public static OptimizerSettings ReadAdam(Section section, DiagnosticBag errors)
    {
        var (beta1, beta2, epsilon, weightDecay) = ReadKeys(section, errors);
        return new AdamSettings(beta1, beta2, epsilon) { WeightDecay = weightDecay ?? 0 };
    }

    public static OptimizerSettings ReadAdamW(Section section, DiagnosticBag errors)
    {
        var (beta1, beta2, epsilon, weightDecay) = ReadKeys(section, errors);
        return new AdamWSettings(beta1, beta2, epsilon) { WeightDecay = weightDecay ?? AdamWWeightDecay };
    }

    private static (double Beta1, double Beta2, double Epsilon, double? WeightDecay) ReadKeys(Section section, DiagnosticBag errors)
    {
        var betas = Scalars.Numbers(section.Optional("betas"), "betas", 2, NumberRange.Between(0, 1).Below(), errors) ?? [0.9, 0.999];
        var epsilon = Scalars.Number(section.Optional("eps"), "eps", NumberRange.Positive, errors) ?? 1e-8;
        var weightDecay = Scalars.Number(section.Optional("weight_decay"), "weight_decay", NumberRange.NotNegative, errors);
        return (betas[0], betas[1], epsilon, weightDecay);
    }
}
