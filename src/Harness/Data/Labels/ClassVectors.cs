namespace Harness.Data.Labels;

/// <summary>Classes described by vectors: attributes, or word vectors.</summary>
public sealed record ClassVectors
{
    /// <summary>The file, as messages name it.</summary>
    public required string File { get; init; }

    /// <summary>The numbers of every vector.</summary>
    public required int Width { get; init; }

    /// <summary>The vectors, by the name of the class.</summary>
    public required IReadOnlyDictionary<string, ClassVector> Rows { get; init; }

    /// <summary>The vectors of some classes.</summary>
    /// <param name="classes">Their names; each has a vector.</param>
    /// <returns>One vector for each, in their order.</returns>
    public IReadOnlyList<IReadOnlyList<double>> Of(IReadOnlyList<string> classes) => [.. classes.Select(name => Rows[name].Values)];
}

/// <summary>The vector of a class.</summary>
/// <param name="Line">Where it is in the file, counted from 1.</param>
/// <param name="Values">Its numbers.</param>
public sealed record ClassVector(int Line, IReadOnlyList<double> Values);
