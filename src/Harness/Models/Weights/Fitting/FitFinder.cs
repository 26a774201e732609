using Harness.Models.Backbones;
using Harness.Models.Parameters;

namespace Harness.Models.Weights.Fitting;

/// <summary>Finds the weights of a backbone in a file, under any keys and prefixes, and next to anything else.</summary>
public static class FitFinder
{
    /// <summary>Finds all weights of a backbone that a file holds.</summary>
    /// <param name="contents">The file.</param>
    /// <param name="backbone">The backbone.</param>
    /// <returns>Their places, in the order of the file: all parameters and constants are there in their shapes, and under the same prefix nothing that would
    /// be another network's. Running statistics may be missing.</returns>
    public static IReadOnlyList<WeightFit> Find(WeightFileContents contents, BackboneDescription backbone)
    {
        var fits = FindExact(contents, backbone);
        // Beside the weights, parts of another name are no reason to refuse them, unless with these they are another known backbone.
        return fits.Count > 0 ? fits : FindBesideOthers(contents, backbone);
    }

    /// <summary>The known backbone other than one whose weights a file holds.</summary>
    /// <param name="contents">The file.</param>
    /// <param name="backbone">The one that is not looked for.</param>
    /// <returns>The first; null for none.</returns>
    internal static string? Other(WeightFileContents contents, BackboneDescription backbone) => BackboneRegistry.Catalog.Names.FirstOrDefault(name =>
        name != backbone.Name && FindExact(contents, BackboneRegistry.Catalog.Describe(name)!).Count > 0);

    private static List<WeightFit> FindExact(WeightFileContents contents, BackboneDescription backbone)
    {
        var expected = ExpectedTensor.Of(backbone);
        var named = Candidates(contents, backbone, expected).Select(candidate => Fit(candidate, backbone, expected, allowsOthers: false)).OfType<WeightFit>().ToList();
        return named.Count > 0 ? named : [.. contents.StateDicts.SelectMany(state => NumberedNames.Find(state, backbone, expected))];
    }

    private static List<WeightFit> FindBesideOthers(WeightFileContents contents, BackboneDescription backbone)
    {
        var expected = ExpectedTensor.Of(backbone);
        var fits = Candidates(contents, backbone, expected).Select(candidate => Fit(candidate, backbone, expected, allowsOthers: true)).OfType<WeightFit>().ToList();
        return fits.Count > 0 && Other(contents, backbone) is null ? fits : [];
    }

    // Those that have a name for every parameter; statistics and counters may be missing.
    private static IEnumerable<FitCandidate> Candidates(
        WeightFileContents contents, BackboneDescription backbone, IReadOnlyDictionary<string, ExpectedTensor> expected) =>
        FitCandidates.Of(contents, backbone, expected).Where(candidate => candidate.Names >= backbone.Parameters.Count);

    private static WeightFit? Fit(
        FitCandidate candidate, BackboneDescription backbone, IReadOnlyDictionary<string, ExpectedTensor> expected, bool allowsOthers)
    {
        var written = candidate.State.Under(candidate.Prefix).Tensors;
        var named = NamedWeights.Of(written, backbone);
        var mismatch = WeightMismatch.Between(expected, OfBackbone(named, backbone));
        var others = allowsOthers && mismatch.Unexpected.All(name => IsOfOtherPart(name, backbone)) ? mismatch.Unexpected : [];
        if (others.Count > 0)
        {
            named = named.Where(pair => !others.Contains(pair.Key)).ToDictionary();
            mismatch = WeightMismatch.Between(expected, OfBackbone(named, backbone));
        }
        if (!mismatch.IsNone && !mismatch.IsOfStatisticsOnly) return null;
        return new()
        {
            Place = candidate.Place,
            Tensors = named,
            Written = written,
            IsModule = candidate.State.IsModule,
            LeftOut = [.. candidate.State.Tensors.Keys.Where(name => !name.StartsWith(candidate.Prefix, StringComparison.Ordinal)), .. others],
            MissingStatistics = mismatch.Missing,
        };
    }

    /// <summary>The tensors without those of the classifier.</summary>
    /// <param name="named">The tensors by the backbone's names.</param>
    /// <param name="backbone">The backbone.</param>
    internal static Dictionary<string, WeightTensor> OfBackbone(IReadOnlyDictionary<string, WeightTensor> named, BackboneDescription backbone) =>
        named.Where(pair => !backbone.IsOfClassifier(pair.Key)).ToDictionary();

    // A criterion or a projection may be beside a backbone. A layer5 after its layer4, or a layer in layer4 that the backbone lacks, makes another network of it.
    private static bool IsOfOtherPart(string name, BackboneDescription backbone)
    {
        var word = Word(name);
        return !backbone.Parameters.Any(parameter => Word(parameter.Name) == word) && !ParameterNames.IsStatistic($".{name}");
    }

    // The name of the outermost part, up to its number.
    private static string Word(string name) => new([.. name.TakeWhile(character => character != '.' && !char.IsAsciiDigit(character))]);
}
