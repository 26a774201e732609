namespace Harness.Models.Weights;

/// <summary>What a weight file holds.</summary>
/// <param name="Path">The file.</param>
/// <param name="StateDicts">Its state dicts, outer ones before inner ones; the last may be of an optimizer.</param>
public sealed record WeightFileContents(string Path, IReadOnlyList<StateDict> StateDicts)
{
    // Where training scripts keep the weights next to an epoch and an optimizer. For a file of an unknown network, the first of these is used.
    private static readonly string[] UsualContainers = ["state_dict", "model", "model_state_dict", StateDict.Top];

    /// <summary>Free texts by key, which safetensors files can have; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The tensors that are meant if no backbone decides: the usual container's, otherwise the largest one's; without a leading <c>module.</c> (DataParallel).</summary>
    /// <exception cref="Diagnostics.HarnessException">One of its tensors is damaged.</exception>
    public StateDict Main()
    {
        var main = UsualContainers.Select(container => StateDicts.FirstOrDefault(state => state.Container == container)).FirstOrDefault(state => state is not null)
            ?? StateDicts.MaxBy(state => state.Tensors.Count)!;
        if (main.Damaged.Count > 0) throw WeightFileError.Corrupt(Path, main.Damaged.First().Value);
        return main.Tensors.Keys.All(name => name.StartsWith(StateDict.DataParallelPrefix, StringComparison.Ordinal)) ? main.Under(StateDict.DataParallelPrefix) : main;
    }
}
