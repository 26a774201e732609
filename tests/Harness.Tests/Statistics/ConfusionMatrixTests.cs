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
    public void Of_TenThousandClasses_KeepsOnlyPairsThatOccur()
    {
        const int Classes = 10_000;
        const int Images = 30_000;
        var random = new Random(1);
        var (labels, predictions) = (Draw(random, Images, Classes), Draw(random, Images, Classes));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var matrix = ConfusionMatrix.Of(labels, predictions, Classes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(labels.Zip(predictions).Distinct().Count(), matrix.Pairs.Count);
        Assert.Equal(Images, matrix.Pairs.Sum(pair => pair.Images));
        Assert.Equal(Classes, matrix.Classes);
        // A table of all pairs would take 400 MB.
        Assert.InRange(allocated, 0, 20_000_000);
    }

    [Fact]
    public void Figures_RandomPredictions_AreThoseOfATableOfAllPairs()
    {
        const int Classes = 40;
        var random = new Random(2);
        // The last class has no image, the first is taken for nothing.
        var (labels, predictions) = (Draw(random, 300, Classes - 1), Draw(random, 300, Classes - 1).Select(prediction => prediction + 1).ToArray());
        var table = new int[Classes, Classes];
        foreach (var (label, prediction) in labels.Zip(predictions)) table[label, prediction]++;

        var matrix = ConfusionMatrix.Of(labels, predictions, Classes);

        var all = Enumerable.Range(0, Classes).ToList();
        int Row(int label) => all.Sum(other => table[label, other]);
        int Column(int label) => all.Sum(other => table[other, label]);
        Assert.Equal(
            from label in all from prediction in all where table[label, prediction] > 0 select new ConfusedClasses(label, prediction, table[label, prediction]),
            matrix.Pairs);
        Assert.Equal(all.Select(Row), all.Select(matrix.Images));
        Assert.Equal(all.Select(label => table[label, label] / (double)Column(label)), all.Select(matrix.Precision));
        Assert.Equal(all.Select(label => table[label, label] / (double)Row(label)), all.Select(matrix.Recall));
        Assert.Equal(all.Select(label => 2.0 * table[label, label] / (Row(label) + Column(label))), all.Select(matrix.F1));
        Assert.Equal(all.Where(label => Row(label) > 0).Average(label => table[label, label] / (double)Row(label)), matrix.BalancedAccuracy(), 12);
        Assert.Equal(all.Where(label => Row(label) > 0).Average(label => 2.0 * table[label, label] / (Row(label) + Column(label))), matrix.MacroF1(), 12);
    }

    [Fact]
    public void Mean_TwoMatrices_HasThePairsOfBoth()
    {
        var other = ConfusionMatrix.Of([0, 0, 0, 0, 1, 1], [0, 0, 2, 2, 0, 0], 3);

        Assert.Equal([(0, 0, 2.5), (0, 1, 0.5), (0, 2, 1.0), (1, 0, 1.5), (1, 1, 0.5)], ConfusionMatrix.Mean([Matrix, other]));
        Assert.Empty(ConfusionMatrix.Mean([]));
    }

    [Fact]
    public void CalibrationError_ByHand()
    {
        // Bin of 0.9: sum 1.8, one right. Bin of 0.5: 0.5, one right.
        Assert.Equal((0.8 + 0.5) / 3, CalibrationCurve.Of([(0.9, true), (0.9, false), (0.5, true)]).Error, 12);
        Assert.Equal(0, CalibrationCurve.Of([(1, true), (1, true)]).Error, 12);
        Assert.Equal([new(0.5, 1, 1), new(0.9, 0.5, 2)], CalibrationCurve.Of([(0.9, true), (0.9, false), (0.5, true)]).Bins);
    }

    private static int[] Draw(Random random, int count, int classes) => [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
}
