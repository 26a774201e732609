namespace Harness.Models.Parameters;

/// <summary>One parameter of a backbone or a head.</summary>
/// <param name="Name">torchvision's name, for example <c>layer3.0.bn1.weight</c>.</param>
/// <param name="Layer">The kind of layer that it belongs to.</param>
/// <param name="Shape">Its dimensions.</param>
public sealed record ParameterDescription(string Name, LayerKind Layer, IReadOnlyList<long> Shape)
{
    /// <summary>The place of its stage among the stages of the network, in forward order, counted from 0; a head is the last stage.</summary>
    public int Stage { get; init; }

    /// <summary>The number of values: the product of its dimensions.</summary>
    /// <returns>The number.</returns>
    public long ParameterCount() => Shape.Aggregate(1L, static (product, side) => product * side);
}
