using Harness.Diagnostics;
using Harness.Models.Backbones;

namespace Harness.Models.Weights.Fitting;

/// <summary>What can be said about a weight file without naming a backbone: which backbones it fits, and the tensors that are meant.</summary>
public sealed class WeightSurvey
{
    private readonly WeightFileContents _contents;
    private readonly List<(string Backbone, WeightFit Fit)> _fits;

    private WeightSurvey(WeightFileContents contents, List<(string Backbone, WeightFit Fit)> fits) => (_contents, _fits) = (contents, fits);

    /// <summary>The tensors of the first weights of a known backbone, under the names that they have there; of an unknown network those that
    /// <see cref="WeightFileContents.Main"/> gives.</summary>
    public IReadOnlyDictionary<string, WeightTensor> Tensors => _fits.Count > 0 ? _fits[0].Fit.Written : _contents.Main().Tensors;

    /// <summary>The backbones that the file fits.</summary>
    public IReadOnlyList<string> Backbones => [.. _fits.Select(pair => pair.Backbone).Distinct()];

    /// <summary>The free texts of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _contents.Metadata;

    /// <summary>Reads a file and looks for weights of all known backbones.</summary>
    /// <param name="reference">The file, and where in it to look.</param>
    /// <returns>What there is to say.</returns>
    /// <exception cref="HarnessException">The file cannot be read, or has no weights at the place.</exception>
    public static WeightSurvey Of(WeightReference reference)
    {
        var contents = WeightFile.Open(reference.File);
        var fits = BackboneRegistry.Catalog.Names
            .SelectMany(name => FitFinder.Find(contents, BackboneRegistry.Catalog.Describe(name)!).Select(fit => (name, fit)))
            .ToList();
        if (reference.Place is not { } place) return new(contents, fits);
        var meant = WeightPlace.Meant(fits, pair => pair.fit.Place, place);
        if (meant.Count > 0) return new(contents, [.. meant]);
        var states = WeightPlace.Meant(contents.StateDicts, state => state.Container, place);
        if (states.Count > 0) return new(contents with { StateDicts = states }, []);
        var places = fits.Select(pair => pair.fit.Place).Concat(contents.StateDicts.Select(state => state.Container)).Distinct().ToList();
        throw new HarnessException(
            $"{contents.Path}: there are no weights under '{place}'.{Suggestion.DidYouMean(place, places)}",
            $"There are tensors under {string.Join(", ", places.Take(10).Select(WeightPlace.Shown))}{(places.Count > 10 ? " …" : string.Empty)}.");
    }

    /// <summary>Makes sure that the file has not several weights to choose from.</summary>
    /// <exception cref="HarnessException">It has several.</exception>
    public void EnsureOne()
    {
        foreach (var name in Backbones)
        {
            var distinct = DistinctOf(name);
            if (distinct.Count > 1) throw WeightSelection.Several(_contents, name, distinct);
        }
    }

    /// <summary>Says what a user of the weights should know: where they are, what else there is, what is wrong with their values. Reads all of them.</summary>
    /// <returns>Sentences.</returns>
    public IEnumerable<string> Remarks()
    {
        if (_fits.Count > 0 && _fits[0].Fit.Note() is { } note) yield return note;
        foreach (var several in Several()) yield return several;
        if (_fits.Count > 0 && _fits[0].Fit.MissingStatistics.Count > 0) yield return Sentence(WeightSelection.Lacking(_fits[0].Fit));
        if (NumberCheck.Find(Tensors.Values) is { } problem) yield return Sentence(problem);
    }

    private IEnumerable<string> Several()
    {
        foreach (var name in Backbones)
        {
            var distinct = DistinctOf(name);
            if (distinct.Count > 1)
                yield return $"{name} fits under {string.Join(" and ", distinct.Select(fit => WeightPlace.Shown(fit.Place)))}; these are the first. {WeightSelection.Choices(_contents, distinct)}";
        }
    }

    private List<WeightFit> DistinctOf(string backbone) =>
        WeightSelection.Distinct([.. _fits.Where(pair => pair.Backbone == backbone).Select(pair => pair.Fit)], BackboneRegistry.Catalog.Describe(backbone)!);

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
