namespace Harness.Statistics;

/// <summary>How often images of each class were taken for each class.</summary>
/// <param name="Counts">The images by their class and, behind it, by what they were taken for.</param>
public sealed record ConfusionMatrix(int[,] Counts)
{
    /// <summary>The number of classes.</summary>
    public int Classes => Counts.GetLength(0);

    /// <summary>Counts.</summary>
    /// <param name="labels">The class of each image.</param>
    /// <param name="predictions">What each was taken for.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The matrix.</returns>
    public static ConfusionMatrix Of(IReadOnlyList<int> labels, IReadOnlyList<int> predictions, int classes)
    {
        var counts = new int[classes, classes];
        for (var image = 0; image < labels.Count; image++) counts[labels[image], predictions[image]]++;
        return new(counts);
    }

    /// <summary>The images of a class.</summary>
    /// <param name="label">The class.</param>
    /// <returns>How many.</returns>
    public int Images(int label) => Enumerable.Range(0, Classes).Sum(prediction => Counts[label, prediction]);

    /// <summary>Of the images that were taken for a class, the fraction that are of it.</summary>
    /// <param name="label">The class.</param>
    /// <returns>0…1; NaN where none was.</returns>
    public double Precision(int label) => Counts[label, label] / (double)Enumerable.Range(0, Classes).Sum(other => Counts[other, label]);

    /// <summary>Of the images of a class, the fraction that were taken for it.</summary>
    /// <param name="label">The class.</param>
    /// <returns>0…1; NaN where there are none.</returns>
    public double Recall(int label) => Counts[label, label] / (double)Images(label);

    /// <summary>The harmonic mean of precision and recall.</summary>
    /// <param name="label">The class.</param>
    /// <returns>0…1: 0 where no image was taken for the class; NaN where there are none of it, and none was taken for it.</returns>
    public double F1(int label) => 2.0 * Counts[label, label] / (Images(label) + Enumerable.Range(0, Classes).Sum(other => Counts[other, label]));

    /// <summary>The mean recall of the classes that have images: what accuracy would be were all classes as large.</summary>
    /// <returns>0…1.</returns>
    public double BalancedAccuracy() => Enumerable.Range(0, Classes).Select(Recall).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The mean F1 of the classes that have images.</summary>
    /// <returns>0…1.</returns>
    public double MacroF1() => Enumerable.Range(0, Classes).Where(label => Images(label) > 0).Select(F1).DefaultIfEmpty(double.NaN).Average();
}
