namespace Harness.Models.Weights.Pickle;

/// <summary>Makes state dicts of a weight file out of those of its pickle.</summary>
internal static class PickledTensors
{
    /// <summary>Describes every tensor that a pickle names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">What the pickle holds.</param>
    /// <param name="reader">Gives what reads a range of a storage's bytes, little-endian: first byte and number of bytes.</param>
    /// <returns>The contents.</returns>
    /// <exception cref="Diagnostics.HarnessException">There are no tensors with names.</exception>
    public static WeightFileContents Describe(string path, object? root, Func<PickleStorage, Func<long, int, byte[]>> reader)
    {
        var found = PickleWalk.StateDicts(root);
        var withTensors = found.Where(state => state.Tensors.Count > 0).ToList();
        if (withTensors.Count == 0) throw WeightFileError.NoTensors(path, Instead(found));
        return new(path, [.. withTensors.Select(state => Describe(state, reader))]);
    }

    // NumPy's arrays, for example.
    private static string? Instead(IReadOnlyList<PickledStateDict> found) => found.MaxBy(state => state.NotMade.Count)?.NotMade is { Count: > 0 } values
        ? $"; '{values.First().Key}' would be made by {values.First().Value}, which is never run"
        : null;

    private static StateDict Describe(PickledStateDict state, Func<PickleStorage, Func<long, int, byte[]>> reader)
    {
        var tensors = new Dictionary<string, WeightTensor>();
        var damaged = new Dictionary<string, string>();
        foreach (var (name, tensor) in state.Tensors)
        {
            try
            {
                tensors.Add(name, StridedElements.Describe(name, tensor, reader(tensor.Storage)));
            }
            catch (Exception e) when (e is InvalidDataException or OverflowException)
            {
                // A tensor that is not needed, such as an optimizer's, need not be sound.
                damaged.Add(name, e.Message.TrimEnd('.'));
            }
        }
        return new(state.Container, tensors) { Damaged = damaged, NotMade = state.NotMade, IsModule = state.IsModule };
    }
}
