using System.Runtime.InteropServices;
using Harness.Diagnostics;
using Harness.Models.Weights;

namespace Harness.Tests.Models.Weights;

public sealed class HalfPrecisionTests
{
    // 2049 lies between 2048 and 2050, 2051 between 2050 and 2052: ties go to the even one. The last is the smallest half, 2^-24, but for rounding.
    [Fact]
    public void Of_Singles_AreRoundedToTheNearestHalf()
    {
        var half = HalfPrecision.Of(Singles(1f, -0.1f, 2049f, 2051f, 65504f, 6e-8f));

        Assert.Equal(("w", WeightType.Float16), (half.Name, half.Type));
        Assert.Equal([6L], half.Shape);
        Assert.Equal(
            [0x3C00, 0xAE66, 0x6800, 0x6802, 0x7BFF, 0x0001],
            MemoryMarshal.Cast<byte, ushort>(half.ReadBytes()).ToArray().Select(bits => (int)bits));
    }

    [Fact]
    public void Of_ValueBeyondTheLargestHalf_IsRefused() =>
        Assert.Contains("'w' holds 65520", Assert.Throws<HarnessException>(() => HalfPrecision.Of(Singles(65520f))).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_Counter_StaysAsItIs()
    {
        var counter = WeightTensor.FromBytes("n", WeightType.Int64, [], new byte[8]);
        Assert.Same(counter, HalfPrecision.Of(counter));
    }

    private static WeightTensor Singles(params float[] values) =>
        WeightTensor.FromBytes("w", WeightType.Float32, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
