namespace Harness.Models.Weights.Pickle;

/// <summary>Makes state dicts of a weight file out of those of its pickle.</summary>
internal static class PickledTensors
{
    /// <summary>Describes every tensor that a pickle names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">What the pickle holds.</param>
    /// <param name="reader">Gives what reads a range of a storage's bytes, little-endian: first byte and number of bytes.</param>
    /// <returns>The contents.</returns>
    /// <exception cref="InvalidDataException">There are no tensors with names.</exception>
    public static WeightFileContents Describe(string path, object? root, Func<PickleStorage, Func<long, int, byte[]>> reader)
    {
        var found = PickleWalk.StateDicts(root);
        if (found.Count == 0) throw new InvalidDataException("it holds no tensors with names, neither as a state dict nor as a whole model");
        return new(path, [.. found.Select(state => Describe(state, reader))]);
    }

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
                // A tensor that nobody asks for, such as an optimizer's, need not be sound.
                damaged.Add(name, e.Message.TrimEnd('.'));
            }
        }
        return new(state.Container, tensors) { Damaged = damaged, NotMade = state.NotMade, IsModule = state.IsModule };
    }
}
