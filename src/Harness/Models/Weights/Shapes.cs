namespace Harness.Models.Weights;

/// <summary>Arithmetic on dimensions.</summary>
internal static class Shapes
{
    /// <summary>The number of elements.</summary>
    /// <exception cref="OverflowException">A dimension is negative or the product does not fit.</exception>
    public static long Count(IReadOnlyList<long> shape)
    {
        if (shape.Any(dimension => dimension < 0)) throw new OverflowException($"The shape {Text(shape)} has a negative dimension.");
        // A zero makes the tensor empty however large the other dimensions are.
        return shape.Contains(0) ? 0 : shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
    }

    public static string Text(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
