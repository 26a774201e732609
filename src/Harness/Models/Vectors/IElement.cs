namespace Harness.Models.Vectors;

/// <summary>A number of an image in memory. What is computed with it is float32.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal unsafe interface IElement<TSelf> where TSelf : unmanaged, IElement<TSelf>
{
    /// <summary>Reads a vector of numbers.</summary>
    static abstract TVector Load<TVector>(TSelf* source) where TVector : struct, IVector<TVector>;

    /// <summary>Writes a vector of numbers, rounded to the nearest.</summary>
    static abstract void Store<TVector>(TVector values, TSelf* target) where TVector : struct, IVector<TVector>;
}
