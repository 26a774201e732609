using Harness.Experiments.Yaml;
using Harness.Models;

namespace Harness.Experiments.Selectors;

/// <summary>Checks the selectors of a technique against the backbone of its suite.</summary>
internal static class PhaseChecker
{
    // Selectors look at names and kinds, never at shapes, so that the number of classes need not be known.
    private const int AnyClassCount = 2;

    public static void Check(Technique technique, BackboneDescription backbone, DiagnosticBag errors)
    {
        var parameters = NetworkParameters.Of(backbone, technique.Head, AnyClassCount);
        for (var index = 0; index < technique.Phases.Count; index++)
            CheckPhase(technique.Phases[index], index + 1, backbone.Name, parameters, errors);
    }

    private static void CheckPhase(
        Phase phase, int number, string backbone, IReadOnlyList<ParameterDescription> parameters, DiagnosticBag errors)
    {
        var assignment = PhaseAssignment.Of(phase, parameters);
        foreach (var match in assignment.Matches)
        {
            if (match.ParameterCount == 0) ReportNothing(match.Rule, backbone, parameters, errors);
            else if (match.DecidedParameterCount == 0) ReportOverridden(match.Rule, phase, parameters, errors);
        }
        if (assignment.Groups.Count == 0 && assignment.Matches.All(match => match.ParameterCount > 0))
            errors.Add(
                phase.Train[0].Location, $"nothing trains in phase {number}: everything is frozen", "give at least one selector a learning rate");
    }

    private static void ReportNothing(TrainRule rule, string backbone, IReadOnlyList<ParameterDescription> parameters, DiagnosticBag errors)
    {
        var selector = Selector.Parse(rule.Selector);
        errors.Add(
            rule.Location,
            $"selector '{rule.Selector}' matches no parameter of {backbone} and this head.{SelectorAdvice.DidYouMean(selector, parameters)}",
            SelectorAdvice.WhatThereIs(selector, parameters));
    }

    private static void ReportOverridden(TrainRule rule, Phase phase, IReadOnlyList<ParameterDescription> parameters, DiagnosticBag errors)
    {
        var matched = Selector.Parse(rule.Selector).Matches(parameters);
        var later = phase.Train.SkipWhile(other => other != rule).Skip(1)
            .Where(other => Selector.Parse(other.Selector).Matches(parameters).Zip(matched).Any(pair => pair.First && pair.Second))
            .Select(other => $"'{other.Selector}' at {other.Location}");
        errors.Add(
            rule.Location, $"selector '{rule.Selector}' has no effect: later lines match all that it matches, and the later line decides",
            $"decided by {string.Join(", ", later)}; put the wider selector first");
    }
}
