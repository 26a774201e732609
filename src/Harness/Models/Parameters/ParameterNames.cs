namespace Harness.Models.Parameters;

/// <summary>The full names of parameters and buffers: the part of the model that it belongs to, followed by torchvision's name.</summary>
public static class ParameterNames
{
    /// <summary>What the names of the backbone's tensors begin with.</summary>
    public const string Backbone = "body.";

    /// <summary>What the names of the head's tensors begin with.</summary>
    public const string Head = "head.";

    private const string BatchCountEnding = ".num_batches_tracked";

    // The names that batch norm gives to its buffers.
    private static readonly string[] StatisticEndings = [".running_mean", ".running_var", BatchCountEnding];

    /// <summary>Whether a tensor is one of those that batch norm averages while it trains.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsStatistic(string name) => StatisticEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Whether a tensor is the number of batches that batch norm has averaged over.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsBatchCount(string name) => name.EndsWith(BatchCountEnding, StringComparison.Ordinal);

    /// <summary>Whether a tensor belongs to the backbone.</summary>
    /// <param name="name">Its full name.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsOfBackbone(string name) => name.StartsWith(Backbone, StringComparison.Ordinal);
}
