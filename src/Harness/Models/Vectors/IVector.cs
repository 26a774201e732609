namespace Harness.Models.Vectors;

/// <summary>A vector of float32 in one of the processor's registers.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal unsafe interface IVector<TSelf> where TSelf : struct, IVector<TSelf>
{
    /// <summary>How many numbers it has.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>A vector of equal numbers.</summary>
    static abstract TSelf Create(float value);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The larger number of each pair; not a number where one of them is none.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Number by number <paramref name="greater"/> where left is greater than right, and else <paramref name="other"/>.</summary>
    static abstract TSelf WhereGreater(TSelf left, TSelf right, TSelf greater, TSelf other);

    /// <summary>Number by number <paramref name="atMost"/> where left is at most right, and else <paramref name="other"/>, also where one of them is not a number.</summary>
    static abstract TSelf WhereAtMost(TSelf left, TSelf right, TSelf atMost, TSelf other);

    /// <summary>Number by number <paramref name="equal"/> where left is equal to right, and else <paramref name="other"/>.</summary>
    static abstract TSelf WhereEqual(TSelf left, TSelf right, TSelf equal, TSelf other);

    /// <summary>Reads numbers.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Writes the numbers.</summary>
    void Store(float* target);

    /// <summary>Reads numbers of bfloat16.</summary>
    static abstract TSelf LoadBFloat16(ushort* source);

    /// <summary>Writes the numbers in bfloat16, rounded to the nearest, ties to the even one.</summary>
    void StoreBFloat16(ushort* target);
}
