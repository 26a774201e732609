namespace Harness.Models.Weights.Pickle;

/// <summary>Tensors that a pickle keeps together: in one dictionary, or as the parameters and buffers of one module.</summary>
/// <param name="Container">The keys that it is under, joined by dots, for example <c>state_dict</c>; empty for the pickle's own object.</param>
internal sealed record PickledStateDict(string Container)
{
    /// <summary>Whether they are those of a module.</summary>
    public bool IsModule { get; init; }

    /// <summary>The tensors by name, in the order of the file.</summary>
    public Dictionary<string, PickleTensor> Tensors { get; } = [];

    /// <summary>What would be called to make the values that are not made, by name.</summary>
    public Dictionary<string, string> NotMade { get; } = [];

    /// <summary>Adds a value, if it is a tensor or would perhaps be one.</summary>
    /// <param name="name">Its name; the last value under it counts.</param>
    /// <param name="value">The value.</param>
    public void Add(string name, object? value)
    {
        if (value is PickleTensor tensor) Tensors[name] = tensor;
        else if (value is PickleObject unknown) NotMade[name] = unknown.Maker;
    }
}
