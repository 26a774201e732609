namespace Harness.Planning;

/// <summary>Puts epochs together into shared epochs, and shared epochs into the order in which they are run.</summary>
internal sealed class SharedEpochOrder
{
    /// <summary>The maximum number of epochs of a shared epoch: their states and heads are in memory together. With so many the backbone already costs little, and no bit depends on it.</summary>
    public const int MaximumNodes = 32;

    private readonly Dictionary<string, SharedEpoch> _sharedEpochOf = [];
    // For a backbone with more epochs than a shared epoch holds.
    private readonly Dictionary<SharedEpoch, IReadOnlyList<SharedEpoch>> _siblings = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SharedEpoch> _added = new(ReferenceEqualityComparer.Instance);
    private readonly List<SharedEpoch> _ordered = [];

    private SharedEpochOrder(IReadOnlyList<EpochNode> nodes)
    {
        foreach (var group in nodes.GroupBy(KeyOf))
        {
            var sharedEpochs = group.Chunk(MaximumNodes).Select(part => new SharedEpoch(part)).ToList();
            foreach (var sharedEpoch in sharedEpochs)
            {
                _siblings.Add(sharedEpoch, sharedEpochs);
                foreach (var node in sharedEpoch.Nodes) _sharedEpochOf.Add(node.Key, sharedEpoch);
            }
        }
    }

    /// <summary>Groups and orders.</summary>
    /// <param name="nodes">Every epoch once, in the suite's order.</param>
    /// <returns>Shared epochs such that what an epoch starts from comes before it; otherwise technique by technique, so that the first rows are whole early.</returns>
    public static IReadOnlyList<SharedEpoch> Of(IReadOnlyList<EpochNode> nodes)
    {
        var order = new SharedEpochOrder(nodes);
        foreach (var node in nodes) order.Add(order._sharedEpochOf[node.Key]);
        return order._ordered;
    }

    // The images and their order depend on seed and epoch; a backbone that trains is not shared.
    private static object KeyOf(EpochNode node) => node.Backbone.Trains
        ? node.Key
        : (node.Seed, node.Epoch, node.Backbone.Before, node.Task.Phase.BatchNorm, node.Task.Phase.Objective.Stream);

    private void Add(SharedEpoch sharedEpoch)
    {
        if (!_added.Add(sharedEpoch)) return;
        foreach (var parent in sharedEpoch.Nodes.Select(member => member.Parent).OfType<EpochNode>()) Add(_sharedEpochOf[parent.Key]);
        _ordered.Add(sharedEpoch);
        // One after the other, so that what is kept of the backbone is not kept for long.
        foreach (var sibling in _siblings[sharedEpoch]) Add(sibling);
    }
}
