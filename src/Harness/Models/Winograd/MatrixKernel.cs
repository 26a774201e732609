using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.Winograd;

/// <summary>The product of matrices that most of a convolution's time is spent in. Its sums, a few rows of two vectors each, stay in registers.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
internal static unsafe class MatrixKernel<TVector> where TVector : struct, IVector<TVector>
{
    /// <summary>The rows of a product.</summary>
    // As many as there are registers for: AVX-512 has thirty-two, and AVX2 sixteen.
    public static int Rows => TVector.Count == 16 ? 8 : 4;

    /// <summary>The columns of a product.</summary>
    public static int Columns => 2 * TVector.Count;

    /// <summary>Multiplies [rows, depth] by [depth, columns]. Every sum is taken in the order of the depth, so that it depends on nothing else.</summary>
    /// <param name="left">The left factor.</param>
    /// <param name="leftRow">The distance between its rows.</param>
    /// <param name="leftStep">The distance between its columns.</param>
    /// <param name="right">The right factor; the numbers of a row follow each other.</param>
    /// <param name="rightStep">The distance between its rows.</param>
    /// <param name="depth">The columns of the left factor and rows of the right one.</param>
    /// <param name="product">Where the product goes; the numbers of a row follow each other.</param>
    /// <param name="productRow">The distance between its rows.</param>
    /// <param name="isAdded">Whether the product is added to what is there; otherwise it replaces that.</param>
    public static void Multiply(
        float* left, nint leftRow, nint leftStep, float* right, nint rightStep, int depth, float* product, nint productRow, bool isAdded)
    {
        if (Rows == 8) MultiplyEightRows(left, leftRow, leftStep, right, rightStep, depth, product, productRow, isAdded);
        else MultiplyFourRows(left, leftRow, leftStep, right, rightStep, depth, product, productRow, isAdded);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyEightRows(
        float* left, nint leftRow, nint leftStep, float* right, nint rightStep, int depth, float* product, nint productRow, bool isAdded)
    {
        var lanes = TVector.Count;
        // Variables and no array: the compiler keeps only variables in registers. Hence also two methods that differ only in how many there are.
        TVector sum00 = default, sum01 = default;
        TVector sum10 = default, sum11 = default;
        TVector sum20 = default, sum21 = default;
        TVector sum30 = default, sum31 = default;
        TVector sum40 = default, sum41 = default;
        TVector sum50 = default, sum51 = default;
        TVector sum60 = default, sum61 = default;
        TVector sum70 = default, sum71 = default;
        if (isAdded)
        {
            (sum00, sum01) = (TVector.Load(product + (0 * productRow)), TVector.Load(product + (0 * productRow) + lanes));
            (sum10, sum11) = (TVector.Load(product + (1 * productRow)), TVector.Load(product + (1 * productRow) + lanes));
            (sum20, sum21) = (TVector.Load(product + (2 * productRow)), TVector.Load(product + (2 * productRow) + lanes));
            (sum30, sum31) = (TVector.Load(product + (3 * productRow)), TVector.Load(product + (3 * productRow) + lanes));
            (sum40, sum41) = (TVector.Load(product + (4 * productRow)), TVector.Load(product + (4 * productRow) + lanes));
            (sum50, sum51) = (TVector.Load(product + (5 * productRow)), TVector.Load(product + (5 * productRow) + lanes));
            (sum60, sum61) = (TVector.Load(product + (6 * productRow)), TVector.Load(product + (6 * productRow) + lanes));
            (sum70, sum71) = (TVector.Load(product + (7 * productRow)), TVector.Load(product + (7 * productRow) + lanes));
        }
        for (var step = 0; step < depth; step++, left += leftStep, right += rightStep)
        {
            var (first, second) = (TVector.Load(right), TVector.Load(right + lanes));
            var row0 = TVector.Create(left[0 * leftRow]);
            sum00 = TVector.MultiplyAdd(row0, first, sum00);
            sum01 = TVector.MultiplyAdd(row0, second, sum01);
            var row1 = TVector.Create(left[1 * leftRow]);
            sum10 = TVector.MultiplyAdd(row1, first, sum10);
            sum11 = TVector.MultiplyAdd(row1, second, sum11);
            var row2 = TVector.Create(left[2 * leftRow]);
            sum20 = TVector.MultiplyAdd(row2, first, sum20);
            sum21 = TVector.MultiplyAdd(row2, second, sum21);
            var row3 = TVector.Create(left[3 * leftRow]);
            sum30 = TVector.MultiplyAdd(row3, first, sum30);
            sum31 = TVector.MultiplyAdd(row3, second, sum31);
            var row4 = TVector.Create(left[4 * leftRow]);
            sum40 = TVector.MultiplyAdd(row4, first, sum40);
            sum41 = TVector.MultiplyAdd(row4, second, sum41);
            var row5 = TVector.Create(left[5 * leftRow]);
            sum50 = TVector.MultiplyAdd(row5, first, sum50);
            sum51 = TVector.MultiplyAdd(row5, second, sum51);
            var row6 = TVector.Create(left[6 * leftRow]);
            sum60 = TVector.MultiplyAdd(row6, first, sum60);
            sum61 = TVector.MultiplyAdd(row6, second, sum61);
            var row7 = TVector.Create(left[7 * leftRow]);
            sum70 = TVector.MultiplyAdd(row7, first, sum70);
            sum71 = TVector.MultiplyAdd(row7, second, sum71);
        }
        sum00.Store(product + (0 * productRow));
        sum01.Store(product + (0 * productRow) + lanes);
        sum10.Store(product + (1 * productRow));
        sum11.Store(product + (1 * productRow) + lanes);
        sum20.Store(product + (2 * productRow));
        sum21.Store(product + (2 * productRow) + lanes);
        sum30.Store(product + (3 * productRow));
        sum31.Store(product + (3 * productRow) + lanes);
        sum40.Store(product + (4 * productRow));
        sum41.Store(product + (4 * productRow) + lanes);
        sum50.Store(product + (5 * productRow));
        sum51.Store(product + (5 * productRow) + lanes);
        sum60.Store(product + (6 * productRow));
        sum61.Store(product + (6 * productRow) + lanes);
        sum70.Store(product + (7 * productRow));
        sum71.Store(product + (7 * productRow) + lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyFourRows(
        float* left, nint leftRow, nint leftStep, float* right, nint rightStep, int depth, float* product, nint productRow, bool isAdded)
    {
        var lanes = TVector.Count;
        TVector sum00 = default, sum01 = default;
        TVector sum10 = default, sum11 = default;
        TVector sum20 = default, sum21 = default;
        TVector sum30 = default, sum31 = default;
        if (isAdded)
        {
            (sum00, sum01) = (TVector.Load(product + (0 * productRow)), TVector.Load(product + (0 * productRow) + lanes));
            (sum10, sum11) = (TVector.Load(product + (1 * productRow)), TVector.Load(product + (1 * productRow) + lanes));
            (sum20, sum21) = (TVector.Load(product + (2 * productRow)), TVector.Load(product + (2 * productRow) + lanes));
            (sum30, sum31) = (TVector.Load(product + (3 * productRow)), TVector.Load(product + (3 * productRow) + lanes));
        }
        for (var step = 0; step < depth; step++, left += leftStep, right += rightStep)
        {
            var (first, second) = (TVector.Load(right), TVector.Load(right + lanes));
            var row0 = TVector.Create(left[0 * leftRow]);
            sum00 = TVector.MultiplyAdd(row0, first, sum00);
            sum01 = TVector.MultiplyAdd(row0, second, sum01);
            var row1 = TVector.Create(left[1 * leftRow]);
            sum10 = TVector.MultiplyAdd(row1, first, sum10);
            sum11 = TVector.MultiplyAdd(row1, second, sum11);
            var row2 = TVector.Create(left[2 * leftRow]);
            sum20 = TVector.MultiplyAdd(row2, first, sum20);
            sum21 = TVector.MultiplyAdd(row2, second, sum21);
            var row3 = TVector.Create(left[3 * leftRow]);
            sum30 = TVector.MultiplyAdd(row3, first, sum30);
            sum31 = TVector.MultiplyAdd(row3, second, sum31);
        }
        sum00.Store(product + (0 * productRow));
        sum01.Store(product + (0 * productRow) + lanes);
        sum10.Store(product + (1 * productRow));
        sum11.Store(product + (1 * productRow) + lanes);
        sum20.Store(product + (2 * productRow));
        sum21.Store(product + (2 * productRow) + lanes);
        sum30.Store(product + (3 * productRow));
        sum31.Store(product + (3 * productRow) + lanes);
    }
}
