using Harness.Data.Labels;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Parameters;
using Harness.Models.Parameters.Selectors;
using Harness.Training.Objectives;
using Harness.Training.Phases;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Checks the selectors of a technique, or of the part that could be read, against the backbone of its suite.</summary>
internal static class PhaseChecker
{
    /// <summary>Checks all phases.</summary>
    /// <param name="phases">The phases; incomplete ones with the lines that could be read.</param>
    /// <param name="head">The head; null if it could not be read. Then only selectors of the backbone are judged.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="labels">What can be learned from the images. Selectors look at names and kinds, never at shapes, so the number of classes need not be right.</param>
    /// <param name="errors">Where to report.</param>
    public static void Check(IReadOnlyList<PhaseDraft> phases, HeadSettings? head, BackboneDescription backbone, LabelSpace labels, DiagnosticBag errors)
    {
        var shapes = new Dictionary<string, IReadOnlyList<long>>();
        for (var index = 0; index < phases.Count; index++)
        {
            if (phases[index].Objective.IsBroken) continue;
            var objective = phases[index].Objective.ValueOr(new ClassificationSettings());
            IReadOnlyList<ParameterDescription> parameters = head is null
                ? [.. NetworkParameters.OfBackbone(backbone)]
                : NetworkParameters.Of(backbone, objective.Heads(head, labels));
            CheckShapes(phases[index].Objective, parameters, shapes, errors);
            var assignment = PhaseAssignment.Of(phases[index].Train, parameters);
            CheckMatches(assignment, head is null, backbone.Name, parameters, errors);
            if (head is not null && phases[index].IsComplete && !objective.IsFitted) CheckTrains(assignment, index + 1, errors);
        }
    }

    // A head continues in a later phase from what it has learned in an earlier one.
    private static void CheckShapes(
        Parsed<ObjectiveSettings> objective, IReadOnlyList<ParameterDescription> parameters, Dictionary<string, IReadOnlyList<long>> earlier, DiagnosticBag errors)
    {
        foreach (var parameter in parameters)
        {
            if (earlier.TryAdd(parameter.Name, parameter.Shape) || earlier[parameter.Name].SequenceEqual(parameter.Shape)) continue;
            errors.Add(
                objective.Location, $"the head of '{objective.Value.Kind}' differs in size from an earlier phase: {parameter.Name} has [{string.Join(", ", parameter.Shape)}] instead of "
                + $"[{string.Join(", ", earlier[parameter.Name])}]", "give both phases the same arguments: the head continues from what it has learned");
            return;
        }
    }

    private static void CheckMatches(
        PhaseAssignment assignment, bool backboneAlone, string backbone, IReadOnlyList<ParameterDescription> parameters, DiagnosticBag errors)
    {
        IReadOnlyList<TrainRule> rules = [.. assignment.Matches.Select(match => match.Rule)];
        foreach (var match in assignment.Matches)
        {
            if (backboneAlone && !match.Rule.Selector.Text.StartsWith("body", StringComparison.Ordinal)) continue;
            if (match.TensorCount == 0) ReportNothing(match.Rule, backbone, parameters, errors);
            else if (match.DecidedTensorCount == 0) ReportOverridden(match.Rule, rules, parameters, errors);
            else if (match.Rule.Rank is not null && match.DecidedParameterCount == 0) ReportNoMatrix(match.Rule, errors);
        }
    }

    private static void CheckTrains(PhaseAssignment assignment, int number, DiagnosticBag errors)
    {
        if (assignment.Groups.Count == 0 && assignment.Matches.All(match => match.TensorCount > 0))
            errors.Add(
                assignment.Matches[0].Rule.Location, $"nothing trains in phase {number}: everything is frozen", "give at least one selector a learning rate");
    }

    private static void ReportNothing(TrainRule rule, string backbone, IReadOnlyList<ParameterDescription> parameters, DiagnosticBag errors)
    {
        errors.Add(
            rule.Location,
            $"selector '{rule.Selector}' matches no parameter of {backbone} and this head.{SelectorAdvice.DidYouMean(rule.Selector, parameters)}",
            SelectorAdvice.WhatThereIs(rule.Selector, parameters));
    }

    private static void ReportNoMatrix(TrainRule rule, DiagnosticBag errors) => errors.Add(
        rule.Location, $"selector '{rule.Selector}' has a rank, but nothing that it decides is a matrix: biases and norm layers have none", "leave out 'rank', or select weights");

    private static void ReportOverridden(
        TrainRule rule, IReadOnlyList<TrainRule> rules, IReadOnlyList<ParameterDescription> parameters, DiagnosticBag errors)
    {
        var matched = rule.Selector.Matches(parameters);
        var later = rules.SkipWhile(other => other != rule).Skip(1)
            .Where(other => other.Selector.Matches(parameters).Zip(matched).Any(pair => pair.First && pair.Second))
            .Select(other => $"'{other.Selector}' at {other.Location}");
        errors.Add(
            rule.Location, $"selector '{rule.Selector}' has no effect: later lines match everything that it matches, and the last match decides",
            $"decided by {string.Join(", ", later)}; put the wider selector first");
    }
}
