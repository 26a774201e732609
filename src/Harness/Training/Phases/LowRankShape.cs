namespace Harness.Training.Phases;

/// <summary>A weight as a matrix: one row per output, and everything that goes into it in the columns. For a convolution these are its input channels at every position of the kernel.</summary>
/// <param name="Rows">The number of outputs.</param>
/// <param name="Columns">The number of values that go into each.</param>
internal readonly record struct LowRankShape(long Rows, long Columns)
{
    /// <summary>The largest rank that such a matrix can have.</summary>
    public long LargestRank => Math.Min(Rows, Columns);

    /// <summary>The matrix of a weight.</summary>
    /// <param name="shape">The weight's dimensions, at least two.</param>
    /// <returns>Its rows and columns.</returns>
    public static LowRankShape Of(IReadOnlyList<long> shape) => new(shape[0], shape.Skip(1).Aggregate(1L, static (product, side) => product * side));

    /// <summary>The values of the two factors of a product of some rank.</summary>
    /// <param name="rank">The rank.</param>
    /// <returns>Their number.</returns>
    public long ParameterCount(int rank) => rank * (Rows + Columns);
}
