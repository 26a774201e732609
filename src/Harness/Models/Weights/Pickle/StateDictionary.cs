namespace Harness.Models.Weights.Pickle;

/// <summary>Finds the state dict in what torch.save was given.</summary>
internal static class StateDictionary
{
    // What training scripts call it when they keep it beside an epoch and an optimizer.
    private static readonly string[] WrapperKeys = ["state_dict", "model", "model_state_dict"];
    private const string DataParallelPrefix = "module.";

    /// <summary>The tensors of a state dict, which is the object itself or stands under one of three keys.</summary>
    /// <param name="root">What the pickle holds.</param>
    /// <returns>The tensors by name; what is no tensor, such as an epoch number, is left out.</returns>
    /// <exception cref="InvalidDataException">There is no state dict.</exception>
    public static IReadOnlyDictionary<string, PickleTensor> Find(object? root)
    {
        if (root is not PickleDictionary dictionary)
            throw new InvalidDataException("it holds no state dict (a whole model was saved?)");
        foreach (var inner in WrapperKeys.Select(dictionary.Find).OfType<PickleDictionary>())
        {
            if (Tensors(inner) is { Count: > 0 } found) return found;
        }
        return Tensors(dictionary) is { Count: > 0 } own
            ? own
            : throw new InvalidDataException($"it holds no tensors, neither at the top nor under {string.Join(", ", WrapperKeys)}");
    }

    private static Dictionary<string, PickleTensor> Tensors(PickleDictionary dictionary)
    {
        var tensors = new Dictionary<string, PickleTensor>();
        foreach (var (key, value) in dictionary.Items)
        {
            if (key is string name && value is PickleTensor tensor) tensors[name] = tensor;
        }
        // DataParallel prefixes every name; a model whose own part is called "module" has other names too.
        return tensors.Keys.All(name => name.StartsWith(DataParallelPrefix, StringComparison.Ordinal))
            ? tensors.ToDictionary(pair => pair.Key[DataParallelPrefix.Length..], pair => pair.Value)
            : tensors;
    }
}
