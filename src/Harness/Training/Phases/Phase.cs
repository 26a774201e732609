using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Parameters;
using Harness.Models.Parameters.Selectors;
using Harness.Training.Objectives;
using Harness.Training.Schedules;

namespace Harness.Training.Phases;

/// <summary>Some epochs in which the same parameters train at the same rates.</summary>
public sealed record Phase
{
    /// <summary>How many epochs; at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>What is learned.</summary>
    public ObjectiveSettings Objective { get; init; } = new ClassificationSettings();

    /// <summary>What the backbone's batch norm layers do while training. Those of a head always normalize by the batch.</summary>
    public BatchNormMode BatchNorm { get; init; } = BatchNormMode.Train;

    /// <summary>How the rates move within the phase; they are those of its highest point.</summary>
    public ScheduleSettings Schedule { get; init; } = new ConstantScheduleSettings();

    /// <summary>Which parameters train at which rate, in the order written: of two selectors that match, the later one decides.
    /// What none matches is frozen.</summary>
    public required IReadOnlyList<TrainRule> Train { get; init; }
}

/// <summary>One line of a phase: a selector and what happens to the parameters that it matches.</summary>
/// <param name="Selector">Which parameters.</param>
/// <param name="LearningRate">The learning rate, greater than 0; null for frozen.</param>
/// <param name="Location">The location of the line.</param>
public sealed record TrainRule(Selector Selector, double? LearningRate, SourceLocation Location)
{
    /// <summary>The factor of the rate from each stage that the selector matches to the stage before it, in (0, 1]: the last one has
    /// <see cref="LearningRate"/>. Source: layer-wise learning rate decay, Clark and others 2020, https://arxiv.org/abs/2003.10555.</summary>
    public double StageDecay { get; init; } = 1;

    /// <summary>The rank of what is added to the weights, which stay as they are; null if the parameters themselves train. Source: low-rank adaptation (LoRA), Hu and
    /// others 2021, https://arxiv.org/abs/2106.09685.</summary>
    public int? Rank { get; init; }

    /// <summary>The learning rate of a parameter that the rule decides.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="lastStage">The last stage that the selector matches.</param>
    /// <returns>The rate; null for frozen, as for all but matrices if there is a rank.</returns>
    public double? RateOf(ParameterDescription parameter, int lastStage) =>
        Rank is not null && parameter.Shape.Count < 2 ? null : LearningRate * Math.Pow(StageDecay, lastStage - parameter.Stage);
}
