using System.Text.Json.Serialization;

namespace Harness.Results;

/// <summary>The result of an epoch of training and the validation after it.</summary>
/// <param name="Epoch">Counted from 0 over all phases.</param>
/// <param name="Train">The metrics over the images trained on, in training mode, by name. Which there are depends on the objective of the phase.</param>
/// <param name="Valid">The metrics over the validation images, by name.</param>
/// <param name="Seconds">Wall time of training and validation as the technique alone would have taken it: with all of a backbone that it shared, and with
/// the features of validation images that another technique or seed left behind.</param>
public sealed record EpochResult(
    int Epoch, [property: JsonRequired] IReadOnlyDictionary<string, double> Train, [property: JsonRequired] IReadOnlyDictionary<string, double> Valid, double Seconds)
{
    /// <summary>The part of these seconds spent by the technique itself, with its share of what it had in common with others in this epoch.</summary>
    public double SpentSeconds { get; init; } = Seconds;

    /// <summary>Parameters that got a gradient, but whose updates were too small to change them; null for none.</summary>
    public UnmovedParameters? RoundedAway { get; init; }

    /// <summary>Parameters whose gradient was zero, such as those of units that died; null for none.</summary>
    public UnmovedParameters? WithoutGradient { get; init; }

    /// <summary>Mean cross entropy over the images trained on; NaN if the epoch learned something else.</summary>
    [JsonIgnore]
    public double TrainLoss => Train.GetValueOrDefault(MetricNames.Loss, double.NaN);

    /// <summary>Mean cross entropy over the validation images; NaN if the epoch learned something else.</summary>
    [JsonIgnore]
    public double ValidLoss => Valid.GetValueOrDefault(MetricNames.Loss, double.NaN);

    /// <summary>Accuracy over the images trained on, 0…1; NaN if the epoch learned something else.</summary>
    [JsonIgnore]
    public double TrainAccuracy => Train.GetValueOrDefault(MetricNames.Accuracy, double.NaN);

    /// <summary>Accuracy over the validation images, 0…1; NaN if the epoch learned something else.</summary>
    [JsonIgnore]
    public double ValidAccuracy => Valid.GetValueOrDefault(MetricNames.Accuracy, double.NaN);
}
