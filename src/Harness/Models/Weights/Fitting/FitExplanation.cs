using Harness.Diagnostics;
using Harness.Models.Backbones;

namespace Harness.Models.Weights.Fitting;

/// <summary>Says why no tensors of a file are those of a backbone.</summary>
internal static class FitExplanation
{
    private const string Remedy = "Name the backbone that the weights belong to, or other weights.";

    /// <summary>The error.</summary>
    /// <param name="contents">The file.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="place">Where in the file its weights should be; null if not given.</param>
    public static HarnessException Of(WeightFileContents contents, BackboneDescription backbone, string? place)
    {
        var expected = ExpectedTensor.Of(backbone);
        var (state, shown) = Nearest(contents, backbone, expected, place);
        var lost = expected.Keys.Where(name => state.Damaged.ContainsKey(name) || state.NotMade.ContainsKey(name)).ToList();
        if (lost.Count > 0) return Lost(contents, state, lost);
        if (FitFinder.Other(contents, backbone) is { } other) return new($"{contents.Path}: these are weights of {other}; the suite says {backbone.Name}.{Mismatch(state, backbone, expected)}", Remedy);
        if (NumberedNames.AreIn(state))
        {
            return new(
                $"{contents.Path}: these weights do not fit {backbone.Name}: their parts are numbered instead of named ({state.Tensors.Keys.First()}), and order and shapes do not show that they are the backbone's.",
                "Save the weights under torchvision's names, or name the backbone that they belong to.");
        }
        return new($"{contents.Path}: these weights do not fit {backbone.Name}{shown}.{Mismatch(state, backbone, expected)}", Remedy);
    }

    // Under the prefix that has most of the names; where none has many, the tensors that the file is about.
    private static (StateDict State, string Shown) Nearest(
        WeightFileContents contents, BackboneDescription backbone, IReadOnlyDictionary<string, ExpectedTensor> expected, string? place)
    {
        var candidates = FitCandidates.Of(contents, backbone, expected).Where(candidate => candidate.Names * 2 >= backbone.Parameters.Count).ToList();
        var meant = place is null ? candidates : WeightPlace.Meant(candidates, candidate => candidate.Place, place);
        var best = meant.MaxBy(candidate => candidate.Names) ?? candidates.MaxBy(candidate => candidate.Names);
        if (best is null) return (contents.Main(), string.Empty);
        return (best.State.Under(best.Prefix), best.Place.Length == 0 ? string.Empty : $" under '{best.Place}', where most of its names are");
    }

    private static WeightMismatch Mismatch(StateDict state, BackboneDescription backbone, IReadOnlyDictionary<string, ExpectedTensor> expected) =>
        WeightMismatch.Between(expected, FitFinder.OfBackbone(NamedWeights.Of(state.Tensors, backbone), backbone));

    private static HarnessException Lost(WeightFileContents contents, StateDict state, List<string> lost)
    {
        if (state.Damaged.TryGetValue(lost[0], out var damage)) return WeightFileError.Corrupt(contents.Path, damage);
        return new(
            $"{contents.Path}: '{lost[0]}'{(lost.Count == 1 ? string.Empty : $" and {lost.Count - 1} more")} would be made by {state.NotMade[lost[0]]}, which is never run.",
            "Load the file in Python, if you trust it, and save the weights as plain tensors: torch.save({name: tensor.detach().clone() for name, tensor in state_dict.items()}, path).");
    }
}
