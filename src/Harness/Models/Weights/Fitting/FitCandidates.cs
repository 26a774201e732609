using Harness.Models.Backbones;

namespace Harness.Models.Weights.Fitting;

/// <summary>Tensors of a file that may be those of a backbone.</summary>
/// <param name="State">The state dict.</param>
/// <param name="Prefix">How their names begin, with a dot at its end; or empty.</param>
/// <param name="Names">How many of the backbone's names follow it.</param>
internal sealed record FitCandidate(StateDict State, string Prefix, int Names)
{
    /// <summary>Their place in the file.</summary>
    public string Place => WeightPlace.Of(State.Container, Prefix);
}

/// <summary>Finds the prefixes after which a file has names of a backbone.</summary>
internal static class FitCandidates
{
    // No tensor's name in a backbone is as long, and a name of nothing but dots would have as many endings as dots.
    private const int MaximumNameLength = 200;

    /// <summary>Looks for a backbone's names.</summary>
    /// <param name="contents">The file.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="expected">What it needs.</param>
    /// <returns>Every prefix of every state dict that a name follows, in the order of the file.</returns>
    public static IReadOnlyList<FitCandidate> Of(
        WeightFileContents contents, BackboneDescription backbone, IReadOnlyDictionary<string, ExpectedTensor> expected)
    {
        var architecture = BackboneRegistry.All.Get(backbone.Name);
        return [.. contents.StateDicts.SelectMany(state => Prefixes(state, name => expected.ContainsKey(name) || expected.ContainsKey(architecture.CurrentName(name)))
            .CountBy(prefix => prefix)
            .Select(prefix => new FitCandidate(state, prefix.Key, prefix.Value)))];
    }

    private static IEnumerable<string> Prefixes(StateDict state, Func<string, bool> isName) =>
        state.Tensors.Keys.SelectMany(name => Endings(name).Where(start => isName(name[start..])).Select(start => name[..start]));

    // Where in a name a name could begin: at its start and after every dot.
    private static IEnumerable<int> Endings(string name)
    {
        var least = Math.Max(0, name.Length - MaximumNameLength);
        if (least == 0) yield return 0;
        for (var i = least; i < name.Length - 1; i++)
        {
            if (name[i] == '.') yield return i + 1;
        }
    }
}
