namespace Harness.Models.Weights;

/// <summary>Tensors that belong together in a weight file.</summary>
/// <param name="Container">Under which keys of the file, joined by dots: <c>state_dict</c>; empty for the top.</param>
/// <param name="Tensors">The tensors by name, in the order of the file.</param>
public sealed record StateDict(string Container, IReadOnlyDictionary<string, WeightTensor> Tensors)
{
    /// <summary>The container of a file that holds nothing else.</summary>
    public const string Top = "";

    /// <summary>What DataParallel and DistributedDataParallel put before every name.</summary>
    public const string DataParallelPrefix = "module.";

    /// <summary>What is wrong with tensors that cannot be read, by name, as a sentence without its end.</summary>
    public IReadOnlyDictionary<string, string> Damaged { get; init; } = new Dictionary<string, string>();

    /// <summary>What would have to be called to make the values that are not made, by name: nothing that a file names is ever run.</summary>
    public IReadOnlyDictionary<string, string> NotMade { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether they are the parameters and buffers of a module that was saved whole, of which nothing else is made.</summary>
    public bool IsModule { get; init; }

    /// <summary>The tensors under a prefix, without it.</summary>
    /// <param name="prefix">How their names begin; empty for all.</param>
    /// <returns>The tensors; the container is still this one's.</returns>
    public StateDict Under(string prefix) => prefix.Length == 0 ? this : this with
    {
        Tensors = Under(prefix, Tensors).ToDictionary(pair => pair.Key, pair => pair.Value.Rename(pair.Key)),
        Damaged = Under(prefix, Damaged).ToDictionary(),
        NotMade = Under(prefix, NotMade).ToDictionary(),
    };

    private static IEnumerable<KeyValuePair<string, T>> Under<T>(string prefix, IReadOnlyDictionary<string, T> all) => all
        .Where(pair => pair.Key.Length > prefix.Length && pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..], pair.Value));
}
