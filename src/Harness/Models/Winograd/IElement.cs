using System.Runtime.Intrinsics;

namespace Harness.Models.Winograd;

/// <summary>A number of an image in memory. What is computed with it is float32.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal unsafe interface IElement<TSelf> where TSelf : unmanaged, IElement<TSelf>
{
    /// <summary>Reads sixteen numbers.</summary>
    static abstract Vector512<float> Load(TSelf* source);

    /// <summary>Writes sixteen numbers, rounded to the nearest.</summary>
    static abstract void Store(Vector512<float> values, TSelf* target);
}
