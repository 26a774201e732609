namespace Harness.Statistics;

/// <summary>How often images of each class were taken for each class.</summary>
/// <remarks>Ten thousand classes have a hundred million pairs. No more of them occur than there are images, and only those are kept.</remarks>
public sealed class ConfusionMatrix
{
    // For each class: its images, those that were taken for it, and those that are both.
    private readonly int[] _images;
    private readonly int[] _taken;
    private readonly int[] _right;

    private ConfusionMatrix(IReadOnlyList<ConfusedClasses> pairs, int classes)
    {
        (Pairs, _images, _taken, _right) = (pairs, new int[classes], new int[classes], new int[classes]);
        foreach (var (label, prediction, images) in pairs)
        {
            _images[label] += images;
            _taken[prediction] += images;
            if (label == prediction) _right[label] = images;
        }
    }

    /// <summary>The number of classes.</summary>
    public int Classes => _images.Length;

    /// <summary>The pairs of classes that occur, in the order of the classes and then of what they were taken for.</summary>
    public IReadOnlyList<ConfusedClasses> Pairs { get; }

    /// <summary>Counts.</summary>
    /// <param name="labels">The class of each image.</param>
    /// <param name="predictions">What each was taken for.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The matrix.</returns>
    public static ConfusionMatrix Of(IReadOnlyList<int> labels, IReadOnlyList<int> predictions, int classes) => new(
        [
            .. labels.Zip(predictions).CountBy(pair => pair).OrderBy(pair => pair.Key)
                .Select(pair => new ConfusedClasses(pair.Key.First, pair.Key.Second, pair.Value)),
        ],
        classes);

    /// <summary>The mean of several matrices.</summary>
    /// <param name="matrices">The matrices, of the same classes.</param>
    /// <returns>The pairs of classes that occur in any of them, in order, with their images.</returns>
    public static IEnumerable<(int Label, int Prediction, double Images)> Mean(IReadOnlyList<ConfusionMatrix> matrices) =>
        from pair in matrices.SelectMany(matrix => matrix.Pairs)
        group pair.Images by (pair.Label, pair.Prediction) into images
        orderby images.Key
        select (images.Key.Label, images.Key.Prediction, images.Sum() / (double)matrices.Count);

    /// <summary>The images of a class.</summary>
    /// <param name="label">The class.</param>
    /// <returns>How many.</returns>
    public int Images(int label) => _images[label];

    /// <summary>Of the images that were taken for a class, the fraction that belong to it.</summary>
    /// <param name="label">The class.</param>
    /// <returns>0…1; NaN if none was.</returns>
    public double Precision(int label) => _right[label] / (double)_taken[label];

    /// <summary>Of the images of a class, the fraction that were taken for it.</summary>
    /// <param name="label">The class.</param>
    /// <returns>0…1; NaN if there are none.</returns>
    public double Recall(int label) => _right[label] / (double)_images[label];

    /// <summary>The harmonic mean of precision and recall.</summary>
    /// <param name="label">The class.</param>
    /// <returns>0…1: 0 if no image was taken for the class; NaN if there are none of it, and none was taken for it.</returns>
    public double F1(int label) => 2.0 * _right[label] / (_images[label] + _taken[label]);

    /// <summary>The mean recall of the classes that have images: what accuracy would be were all classes as large.</summary>
    /// <returns>0…1.</returns>
    public double BalancedAccuracy() => Enumerable.Range(0, Classes).Select(Recall).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The mean F1 of the classes that have images.</summary>
    /// <returns>0…1.</returns>
    public double MacroF1() => Enumerable.Range(0, Classes).Where(label => Images(label) > 0).Select(F1).DefaultIfEmpty(double.NaN).Average();
}

/// <summary>Images of one class that were taken for another, or for what they are.</summary>
/// <param name="Label">Their class.</param>
/// <param name="Prediction">What they were taken for.</param>
/// <param name="Images">How many, at least one.</param>
public readonly record struct ConfusedClasses(int Label, int Prediction, int Images);
