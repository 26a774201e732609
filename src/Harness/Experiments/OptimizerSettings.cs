namespace Harness.Experiments;

/// <summary>An optimizer and those of its settings that hold for all parameters; learning rates are said per phase and selector.</summary>
public abstract record OptimizerSettings
{
    /// <summary>L2 penalty (<see cref="AdamWSettings"/>: decoupled decay) of every trained parameter.</summary>
    public double WeightDecay { get; init; }
}

/// <summary>Adam. Source: Kingma and Ba 2015.</summary>
/// <param name="Beta1">Decay of the mean of gradients.</param>
/// <param name="Beta2">Decay of the mean of squared gradients.</param>
/// <param name="Epsilon">Added to the denominator.</param>
public sealed record AdamSettings(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : OptimizerSettings;

/// <summary>Adam with decoupled weight decay. Source: Loshchilov and Hutter 2019.</summary>
/// <param name="Beta1">Decay of the mean of gradients.</param>
/// <param name="Beta2">Decay of the mean of squared gradients.</param>
/// <param name="Epsilon">Added to the denominator.</param>
public sealed record AdamWSettings(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : OptimizerSettings;

/// <summary>Stochastic gradient descent.</summary>
/// <param name="Momentum">0 for none.</param>
/// <param name="Nesterov">Whether momentum looks ahead.</param>
public sealed record SgdSettings(double Momentum = 0, bool Nesterov = false) : OptimizerSettings;
