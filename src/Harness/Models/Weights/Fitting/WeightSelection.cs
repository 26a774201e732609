using Harness.Diagnostics;
using Harness.Models.Backbones;

namespace Harness.Models.Weights.Fitting;

/// <summary>Takes the weights of a backbone out of a file: the only ones, or those that are chosen.</summary>
public static class WeightSelection
{
    /// <summary>Selects weights.</summary>
    /// <param name="contents">The file.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="place">Where in the file they are, or some words of it; null to find them from the file itself.</param>
    /// <returns>The weights, and whether the file has other weights of the backbone.</returns>
    /// <exception cref="HarnessException">There are none, with what does not fit; or several, with their places.</exception>
    public static (WeightFit Fit, bool HasOthers) Select(WeightFileContents contents, BackboneDescription backbone, string? place = null)
    {
        var fits = FitFinder.Find(contents, backbone);
        var whole = fits.Where(fit => fit.MissingStatistics.Count == 0).ToList();
        if (whole.Count == 0) throw fits.Count > 0 ? LackStatistics(contents, fits[0]) : FitExplanation.Of(contents, backbone, place);
        var distinct = Distinct(whole, backbone);
        if (place is null) return distinct.Count == 1 ? (distinct[0], false) : throw Several(contents, backbone.Name, distinct);
        var meant = WeightPlace.Meant(whole, fit => fit.Place, place);
        if (meant.Count == 0) throw NotThere(contents, backbone, place, whole);
        var chosen = Distinct(meant, backbone);
        return chosen.Count == 1 ? (chosen[0], distinct.Count > 1) : throw Several(contents, backbone.Name, chosen);
    }

    /// <summary>Leaves out copies of the same numbers under another key, which ask for no decision.</summary>
    /// <param name="fits">Weights of a backbone.</param>
    /// <param name="backbone">The backbone.</param>
    internal static List<WeightFit> Distinct(IReadOnlyList<WeightFit> fits, BackboneDescription backbone)
    {
        var distinct = new List<WeightFit>();
        foreach (var fit in fits)
        {
            if (!distinct.Any(other => other.IsSame(fit, backbone))) distinct.Add(fit);
        }
        return distinct;
    }

    private static HarnessException LackStatistics(WeightFileContents contents, WeightFit fit) => new(
        $"{contents.Path}: {Lacking(fit)}.",
        "They cannot be used as they are, since the backbone needs them wherever batch norm does not train. "
        + "Save the weights from a model with track_running_stats=True that has seen some batches in train mode.");

    /// <summary>Says which running statistics are missing.</summary>
    /// <param name="fit">Weights that lack some.</param>
    /// <returns>A sentence without its end.</returns>
    public static string Lacking(WeightFit fit) =>
        $"these weights lack batch norm's running statistics ({fit.MissingStatistics.Count} {(fit.MissingStatistics.Count == 1 ? "tensor" : "tensors")}, first {fit.MissingStatistics[0]})";

    /// <summary>The error for several weights to choose from.</summary>
    /// <param name="contents">The file.</param>
    /// <param name="backbone">The name of their backbone.</param>
    /// <param name="fits">The weights.</param>
    internal static HarnessException Several(WeightFileContents contents, string backbone, List<WeightFit> fits)
    {
        var places = string.Join(" and ", fits.Select(fit => WeightPlace.Shown(fit.Place)));
        return new($"{contents.Path}: it holds {fits.Count} different weights of {backbone}, under {places}.", Choices(contents, fits));
    }

    /// <summary>Says how to choose.</summary>
    /// <param name="contents">The file.</param>
    /// <param name="fits">What there is to choose from.</param>
    /// <returns>A sentence.</returns>
    internal static string Choices(WeightFileContents contents, IReadOnlyList<WeightFit> fits) =>
        $"Choose with {string.Join(" or ", fits.Select(fit => $"{Path.GetFileName(contents.Path)}{WeightReference.Separator}{WeightPlace.Written(fit.Place)}"))}.";

    private static HarnessException NotThere(WeightFileContents contents, BackboneDescription backbone, string place, List<WeightFit> fits) => new(
        $"{contents.Path}: it holds no weights of {backbone.Name} under '{place}'.{Suggestion.DidYouMean(place, [.. fits.Select(fit => WeightPlace.Written(fit.Place))])}",
        $"There are some under {string.Join(", ", fits.Select(fit => WeightPlace.Shown(fit.Place)))}.");
}
