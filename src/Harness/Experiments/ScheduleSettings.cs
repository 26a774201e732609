namespace Harness.Experiments;

/// <summary>How the learning rates of a phase move from step to step: a factor on all of them, so that their ratios stay.</summary>
public abstract record ScheduleSettings;

/// <summary>The rates as they are written, in every step.</summary>
public sealed record ConstantScheduleSettings : ScheduleSettings;

/// <summary>Half a cosine wave up to the written rates, then half a wave down. Source: Smith and Topin 2018; PyTorch's <c>OneCycleLR</c>.</summary>
/// <param name="WarmUp">The part of the phase in which the rates rise.</param>
/// <param name="StartFactor">The factor of the first step: PyTorch's 1 / <c>div_factor</c>.</param>
/// <param name="EndFactor">The factor of the last step: PyTorch's 1 / (<c>div_factor</c> × <c>final_div_factor</c>), there 4e-6.</param>
public sealed record OneCycleScheduleSettings(double WarmUp = 0.3, double StartFactor = 0.04, double EndFactor = 1e-4) : ScheduleSettings;

/// <summary>A linear rise to the written rates, then half a cosine wave down. Source: Loshchilov and Hutter 2017, without restarts.</summary>
/// <param name="WarmUpEpochs">The epochs, perhaps not whole, in which the rates rise; 0 for none.</param>
/// <param name="EndFactor">The factor that the step behind the last one would have.</param>
public sealed record CosineScheduleSettings(double WarmUpEpochs = 0, double EndFactor = 0) : ScheduleSettings;

/// <summary>The same rates for some epochs, then smaller ones. Source: PyTorch's <c>StepLR</c>.</summary>
/// <param name="EveryEpochs">After how many epochs the rates change.</param>
/// <param name="Factor">What they are then multiplied by.</param>
public sealed record StepScheduleSettings(int EveryEpochs, double Factor = 0.1) : ScheduleSettings;
