using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Models.Weights;

/// <summary>Values with which no network computes.</summary>
public sealed class NumberCheckTests
{
    [Fact]
    public void Find_SoundValues_IsNull() => Assert.Null(NumberCheck.Find(
        [WeightValues.Float32("a.weight", [3], -1, 0, float.MaxValue), WeightValues.Float32("a.running_mean", [1], -5), WeightValues.Float32("a.running_var", [2], 0, -0f)]));

    [Fact]
    public void Find_InfNanAndNegativeVariances_CountsThemAndNamesTheFirstTensors()
    {
        var text = NumberCheck.Find(
        [
            WeightValues.Float32("a.weight", [2], 1, 2),
            WeightValues.Float32("b.weight", [3], float.NaN, 0, float.PositiveInfinity),
            WeightValues.Float32("c.running_var", [3], float.NegativeInfinity, -1, 1),
            WeightValues.Float32("running_var", [1], -1),
        ]);
        Assert.Equal("these weights hold 3 values that are not finite numbers, first in b.weight (2 tensors), and 2 variances below zero, first in c.running_var (2 tensors)", text);
    }

    [Theory]
    [InlineData(WeightType.Float16, "007c", 1)]
    [InlineData(WeightType.Float16, "ff7b", 0)] // 65504
    [InlineData(WeightType.BFloat16, "c07f", 1)]
    [InlineData(WeightType.BFloat16, "7f7f", 0)]
    [InlineData(WeightType.Float64, "000000000000f07f", 1)]
    [InlineData(WeightType.Float64, "000000000000f041", 0)]
    [InlineData(WeightType.Float64, "000000000000f057", 1)] // 2^384, which single precision cannot hold.
    [InlineData(WeightType.Int64, "ffffffffffffffff", 0)]
    public void Find_EveryType_IsReadAsItIs(WeightType type, string bytes, int expected)
    {
        var text = NumberCheck.Find([WeightTensor.FromBytes("w", type, [1], Convert.FromHexString(bytes))]);
        Assert.Equal(expected == 0 ? null : "these weights hold 1 value that is not a finite number, first in w (1 tensor)", text);
    }

    [Fact]
    public void Ensure_WrongValues_IsAnErrorThatNamesTheFile()
    {
        var error = Assert.Throws<HarnessException>(() => NumberCheck.Ensure([WeightValues.Float32("w", [1], float.NaN)], "a/b.pth"));
        Assert.StartsWith("a/b.pth: these weights hold 1 value", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Remedy);
    }
}
