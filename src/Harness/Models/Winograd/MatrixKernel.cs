using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Harness.Models.Winograd;

/// <summary>The product of matrices that most of a convolution's time is spent in: eight rows by thirty-two columns of sums, which stay in registers.</summary>
internal static unsafe class MatrixKernel
{
    /// <summary>The rows of a product.</summary>
    public const int Rows = 8;

    /// <summary>The columns of a product.</summary>
    public const int Columns = 2 * Lanes;

    private const int Lanes = 16;

    /// <summary>Multiplies [8, depth] by [depth, 32]. Every sum is taken in the order of the depth, so that it depends on nothing else.</summary>
    /// <param name="left">The left factor.</param>
    /// <param name="leftRow">The distance between its rows.</param>
    /// <param name="leftStep">The distance between its columns.</param>
    /// <param name="right">The right factor; the numbers of a row follow each other.</param>
    /// <param name="rightStep">The distance between its rows.</param>
    /// <param name="depth">The columns of the left factor and rows of the right one.</param>
    /// <param name="product">Where the product goes; the numbers of a row follow each other.</param>
    /// <param name="productRow">The distance between its rows.</param>
    /// <param name="isAdded">Whether the product is added to what is there; otherwise it replaces that.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        float* left, nint leftRow, nint leftStep, float* right, nint rightStep, int depth, float* product, nint productRow, bool isAdded)
    {
        // Sixteen variables and no array: the compiler keeps only variables in registers.
        Vector512<float> sum00 = default, sum01 = default;
        Vector512<float> sum10 = default, sum11 = default;
        Vector512<float> sum20 = default, sum21 = default;
        Vector512<float> sum30 = default, sum31 = default;
        Vector512<float> sum40 = default, sum41 = default;
        Vector512<float> sum50 = default, sum51 = default;
        Vector512<float> sum60 = default, sum61 = default;
        Vector512<float> sum70 = default, sum71 = default;
        if (isAdded)
        {
            (sum00, sum01) = (Vector512.Load(product + (0 * productRow)), Vector512.Load(product + (0 * productRow) + Lanes));
            (sum10, sum11) = (Vector512.Load(product + (1 * productRow)), Vector512.Load(product + (1 * productRow) + Lanes));
            (sum20, sum21) = (Vector512.Load(product + (2 * productRow)), Vector512.Load(product + (2 * productRow) + Lanes));
            (sum30, sum31) = (Vector512.Load(product + (3 * productRow)), Vector512.Load(product + (3 * productRow) + Lanes));
            (sum40, sum41) = (Vector512.Load(product + (4 * productRow)), Vector512.Load(product + (4 * productRow) + Lanes));
            (sum50, sum51) = (Vector512.Load(product + (5 * productRow)), Vector512.Load(product + (5 * productRow) + Lanes));
            (sum60, sum61) = (Vector512.Load(product + (6 * productRow)), Vector512.Load(product + (6 * productRow) + Lanes));
            (sum70, sum71) = (Vector512.Load(product + (7 * productRow)), Vector512.Load(product + (7 * productRow) + Lanes));
        }
        for (var step = 0; step < depth; step++, left += leftStep, right += rightStep)
        {
            var (first, second) = (Vector512.Load(right), Vector512.Load(right + Lanes));
            var row0 = Vector512.Create(left[0 * leftRow]);
            sum00 = Vector512.FusedMultiplyAdd(row0, first, sum00);
            sum01 = Vector512.FusedMultiplyAdd(row0, second, sum01);
            var row1 = Vector512.Create(left[1 * leftRow]);
            sum10 = Vector512.FusedMultiplyAdd(row1, first, sum10);
            sum11 = Vector512.FusedMultiplyAdd(row1, second, sum11);
            var row2 = Vector512.Create(left[2 * leftRow]);
            sum20 = Vector512.FusedMultiplyAdd(row2, first, sum20);
            sum21 = Vector512.FusedMultiplyAdd(row2, second, sum21);
            var row3 = Vector512.Create(left[3 * leftRow]);
            sum30 = Vector512.FusedMultiplyAdd(row3, first, sum30);
            sum31 = Vector512.FusedMultiplyAdd(row3, second, sum31);
            var row4 = Vector512.Create(left[4 * leftRow]);
            sum40 = Vector512.FusedMultiplyAdd(row4, first, sum40);
            sum41 = Vector512.FusedMultiplyAdd(row4, second, sum41);
            var row5 = Vector512.Create(left[5 * leftRow]);
            sum50 = Vector512.FusedMultiplyAdd(row5, first, sum50);
            sum51 = Vector512.FusedMultiplyAdd(row5, second, sum51);
            var row6 = Vector512.Create(left[6 * leftRow]);
            sum60 = Vector512.FusedMultiplyAdd(row6, first, sum60);
            sum61 = Vector512.FusedMultiplyAdd(row6, second, sum61);
            var row7 = Vector512.Create(left[7 * leftRow]);
            sum70 = Vector512.FusedMultiplyAdd(row7, first, sum70);
            sum71 = Vector512.FusedMultiplyAdd(row7, second, sum71);
        }
        sum00.Store(product + (0 * productRow));
        sum01.Store(product + (0 * productRow) + Lanes);
        sum10.Store(product + (1 * productRow));
        sum11.Store(product + (1 * productRow) + Lanes);
        sum20.Store(product + (2 * productRow));
        sum21.Store(product + (2 * productRow) + Lanes);
        sum30.Store(product + (3 * productRow));
        sum31.Store(product + (3 * productRow) + Lanes);
        sum40.Store(product + (4 * productRow));
        sum41.Store(product + (4 * productRow) + Lanes);
        sum50.Store(product + (5 * productRow));
        sum51.Store(product + (5 * productRow) + Lanes);
        sum60.Store(product + (6 * productRow));
        sum61.Store(product + (6 * productRow) + Lanes);
        sum70.Store(product + (7 * productRow));
        sum71.Store(product + (7 * productRow) + Lanes);
    }
}
