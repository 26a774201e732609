using Harness.Models;
using Harness.Models.Parameters;

namespace Harness.Training.Phases;

/// <summary>What a phase does to every parameter of a network.</summary>
/// <remarks>One rule: of two selectors that match a parameter, the later line decides. What no selector matches is frozen.</remarks>
public sealed record PhaseAssignment
{
    private PhaseAssignment() { }

    /// <summary>Every parameter, in the order given.</summary>
    public required IReadOnlyList<ParameterRate> Parameters { get; init; }

    /// <summary>Every selector of the phase with what it matched, in the order written.</summary>
    public required IReadOnlyList<SelectorMatch> Matches { get; init; }

    /// <summary>The parameters that train, gathered by learning rate, in the order in which the rates first occur among the parameters.</summary>
    public IReadOnlyList<RateGroup> Groups =>
        [.. Parameters.Where(parameter => parameter.LearningRate is not null)
            .GroupBy(parameter => (Rate: parameter.LearningRate!.Value, parameter.Rank))
            .Select(group => new RateGroup(group.Key.Rate, group.Key.Rank, [.. group.Select(parameter => parameter.Name)]))];

    /// <summary>The full names of the backbone's parameters that train.</summary>
    public IReadOnlySet<string> TrainedInBackbone =>
        Parameters.Where(parameter => parameter.LearningRate is not null && ParameterNames.IsOfBackbone(parameter.Name)).Select(parameter => parameter.Name).ToHashSet();

    /// <summary>Applies the selectors of a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="parameters">All parameters of the network with their full names, see <see cref="NetworkParameters"/>.</param>
    /// <returns>The assignment.</returns>
    public static PhaseAssignment Of(Phase phase, IReadOnlyList<ParameterDescription> parameters) => Of(phase.Train, parameters);

    /// <summary>Applies the selectors of a phase.</summary>
    internal static PhaseAssignment Of(IReadOnlyList<TrainRule> rules, IReadOnlyList<ParameterDescription> parameters)
    {
        var matches = rules.Select(rule => rule.Selector.Matches(parameters)).ToList();
        var deciders = Enumerable.Range(0, parameters.Count).Select(index => matches.FindLastIndex(match => match[index])).ToList();
        var lastStages = matches.ConvertAll(match => parameters.Where((_, index) => match[index]).Select(parameter => parameter.Stage).DefaultIfEmpty().Max());
        return new PhaseAssignment
        {
            Parameters = [.. parameters.Select((parameter, index) => deciders[index] < 0 ? new ParameterRate(parameter, null) : RateOf(parameter, rules[deciders[index]], lastStages[deciders[index]]))],
            Matches = [.. rules.Select((rule, line) => Count(rule, line, matches[line], deciders, parameters))],
        };
    }

    /// <summary>The number of parameters that train in at least one phase.</summary>
    /// <param name="assignments">The assignments of the phases of a technique.</param>
    /// <returns>The number, backbone and heads together.</returns>
    public static long CountTrainable(IEnumerable<PhaseAssignment> assignments) => assignments
        .SelectMany(assignment => assignment.Parameters.Where(parameter => parameter.LearningRate is not null))
        .GroupBy(parameter => parameter.Name)
        .Sum(inPhases => inPhases.Max(parameter => parameter.TrainedCount));

    private static ParameterRate RateOf(ParameterDescription parameter, TrainRule rule, int lastStage)
    {
        var rate = rule.RateOf(parameter, lastStage);
        return new(parameter, rate) { Rank = rate is null || rule.Rank is not { } rank ? null : (int)Math.Min(rank, LowRankShape.Of(parameter.Shape).LargestRank) };
    }

    private static SelectorMatch Count(
        TrainRule rule, int line, bool[] matched, List<int> deciders, IReadOnlyList<ParameterDescription> parameters)
    {
        var indices = Enumerable.Range(0, parameters.Count).Where(index => matched[index]).ToList();
        var decided = indices.FindAll(index => deciders[index] == line);
        return new SelectorMatch(
            rule,
            indices.Count, indices.Sum(index => parameters[index].ParameterCount()),
            decided.Count, decided.Sum(index => rule.Rank is null ? parameters[index].ParameterCount() : RateOf(parameters[index], rule, parameters[index].Stage).TrainedCount));
    }
}

/// <summary>A parameter and its learning rate in a phase.</summary>
/// <param name="Parameter">The parameter, under its full name.</param>
/// <param name="LearningRate">Greater than 0; null for frozen.</param>
public sealed record ParameterRate(ParameterDescription Parameter, double? LearningRate)
{
    /// <summary>The rank of what is added to the parameter, no larger than a matrix of its shape can have; null if the parameter itself trains, or nothing.</summary>
    public int? Rank { get; init; }

    /// <summary>The values that train.</summary>
    public long TrainedCount => LearningRate is null ? 0 : Rank is { } rank ? LowRankShape.Of(Parameter.Shape).ParameterCount(rank) : Parameter.ParameterCount();

    /// <summary>Its full name.</summary>
    public string Name => Parameter.Name;
}

/// <summary>Parameters of one learning rate.</summary>
/// <param name="LearningRate">Greater than 0.</param>
/// <param name="Rank">The rank of what is added to them; null if they themselves train.</param>
/// <param name="Names">Full names, in the order of the network.</param>
public sealed record RateGroup(double LearningRate, int? Rank, IReadOnlyList<string> Names);

/// <summary>What a selector matched, to be shown to the user.</summary>
/// <param name="Rule">The line of the phase.</param>
/// <param name="TensorCount">How many tensors it matches; 0 is an error that loading reports.</param>
/// <param name="ParameterCount">How many parameters they hold.</param>
/// <param name="DecidedTensorCount">How many of them no later line decides.</param>
/// <param name="DecidedParameterCount">How many parameters those hold.</param>
public sealed record SelectorMatch(TrainRule Rule, int TensorCount, long ParameterCount, int DecidedTensorCount, long DecidedParameterCount);
