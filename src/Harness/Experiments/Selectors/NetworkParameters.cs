using Harness.Models;
using Harness.Models.Heads;

namespace Harness.Experiments.Selectors;

/// <summary>The parameters of body and head with the full names that selectors are written in.</summary>
public static class NetworkParameters
{
    /// <summary>Lists the parameters of a network without building it.</summary>
    /// <param name="backbone">The body.</param>
    /// <param name="head">The head on it.</param>
    /// <param name="classCount">The number of classes; it decides shapes only, never what a selector matches.</param>
    /// <returns>The body's parameters as <c>body.…</c> in forward order, then the head's as <c>head.{layer}.weight</c> and <c>.bias</c>, where the
    /// layer is counted from 0 as in the YAML list.</returns>
    public static IReadOnlyList<ParameterDescription> Of(BackboneDescription backbone, HeadSettings head, int classCount) =>
        [
            .. OfBody(backbone),
            .. Prefixed(ParameterNames.Head, HeadDescription.Parameters(head, backbone.Features, classCount)),
        ];

    /// <summary>Lists the parameters of a body alone, for networks of which the head is not known.</summary>
    internal static IEnumerable<ParameterDescription> OfBody(BackboneDescription backbone) => Prefixed(ParameterNames.Body, backbone.Parameters);

    /// <summary>The number of values that train in at least one phase.</summary>
    /// <param name="technique">The technique.</param>
    /// <param name="parameters">All parameters of its network.</param>
    /// <returns>The number, body and head together.</returns>
    public static long CountTrainable(Technique technique, IReadOnlyList<ParameterDescription> parameters)
    {
        var phases = technique.Phases.Select(phase => PhaseAssignment.Of(phase, parameters)).ToList();
        return parameters.Where((_, index) => phases.Exists(phase => phase.Parameters[index].LearningRate is not null)).Sum(ValueCount);
    }

    /// <summary>The number of values of a parameter: the product of its dimensions.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The number.</returns>
    public static long ValueCount(this ParameterDescription parameter) => parameter.Shape.Aggregate(1L, static (product, side) => product * side);

    private static IEnumerable<ParameterDescription> Prefixed(string part, IReadOnlyList<ParameterDescription> parameters) =>
        parameters.Select(parameter => parameter with { Name = part + parameter.Name });
}
