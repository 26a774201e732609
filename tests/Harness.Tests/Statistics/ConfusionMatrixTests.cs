using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class ConfusionMatrixTests
{
    // Class 0: three of four right. Class 1: one of two. Class 2 has no image and is never predicted.
    private static readonly ConfusionMatrix Matrix = ConfusionMatrix.Of([0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 0], 3);

    [Fact]
    public void Figures_OfAClass_AreThoseOfItsRowAndColumn()
    {
        Assert.Equal((4, 2, 0), (Matrix.Images(0), Matrix.Images(1), Matrix.Images(2)));
        Assert.Equal((0.75, 0.5), (Matrix.Precision(0), Matrix.Precision(1)));
        Assert.Equal((0.75, 0.5), (Matrix.Recall(0), Matrix.Recall(1)));
        Assert.Equal(0.75, Matrix.F1(0), 12);
        Assert.True(double.IsNaN(Matrix.Recall(2)) && double.IsNaN(Matrix.F1(2)));
    }

    [Fact]
    public void Means_LeaveClassesWithoutImagesOut()
    {
        Assert.Equal((0.75 + 0.5) / 2, Matrix.BalancedAccuracy(), 12);
        Assert.Equal((0.75 + 0.5) / 2, Matrix.MacroF1(), 12);
    }

    [Fact]
    public void F1_ClassThatIsNeverPredicted_IsZero() => Assert.Equal(0, ConfusionMatrix.Of([0, 1], [0, 0], 2).F1(1));

    [Fact]
    public void CalibrationError_ByHand()
    {
        // Bin of 0.9: sum 1.8, one right. Bin of 0.5: 0.5, one right.
        Assert.Equal((0.8 + 0.5) / 3, CalibrationCurve.Of([(0.9, true), (0.9, false), (0.5, true)]).Error, 12);
        Assert.Equal(0, CalibrationCurve.Of([(1, true), (1, true)]).Error, 12);
        Assert.Equal([new(0.5, 1, 1), new(0.9, 0.5, 2)], CalibrationCurve.Of([(0.9, true), (0.9, false), (0.5, true)]).Bins);
    }
}
