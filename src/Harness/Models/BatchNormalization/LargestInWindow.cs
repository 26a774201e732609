using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.BatchNormalization;

/// <summary>The largest normalized number of a window, of some channels; the first, row by row, where several are equal. What is not a number is passed over, unless it is the first.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <param name="Value">The number.</param>
/// <param name="Input">What it was before it was normalized.</param>
/// <param name="Place">Where in the window it is: 3 times its row, plus its column.</param>
internal readonly record struct LargestInWindow<TVector>(TVector Value, TVector Input, TVector Place) where TVector : struct, IVector<TVector>
{
    /// <summary>Places in a row of a window.</summary>
    public const int Side = 3;

    /// <summary>Finds it.</summary>
    /// <typeparam name="TElement">The type of the inputs.</typeparam>
    /// <param name="window">The window.</param>
    /// <param name="source">The window's first number.</param>
    /// <param name="right">The distance to the next column.</param>
    /// <param name="down">The distance to the next row.</param>
    /// <param name="scale">The normalization's scale.</param>
    /// <param name="shift">The normalization's shift.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe LargestInWindow<TVector> Find<TElement>(PoolingWindow window, TElement* source, nint right, nint down, TVector scale, TVector shift)
        where TElement : unmanaged, IElement<TElement>
    {
        TVector place = default;
        var input = TElement.Load<TVector>(source);
        var value = TVector.MultiplyAdd(input, scale, shift);
        for (var y = 0; y < window.Height; y++)
        {
            for (var x = 0; x < window.Width; x++)
            {
                var number = TElement.Load<TVector>(source + (y * down) + (x * right));
                var normalized = TVector.MultiplyAdd(number, scale, shift);
                place = TVector.WhereGreater(normalized, value, TVector.Create((Side * y) + x), place);
                input = TVector.WhereGreater(normalized, value, number, input);
                value = TVector.WhereGreater(normalized, value, normalized, value);
            }
        }
        return new(value, input, place);
    }
}
