using System.Globalization;
using Harness.Statistics;

namespace Harness.Reporting;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static class Format
{
    /// <summary>The text where a failed technique has no value.</summary>
    public const string NotAvailable = "NA";

    /// <summary>Formats an interpolated string with the invariant culture.</summary>
    /// <param name="text">The interpolated string.</param>
    /// <returns>The text.</returns>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A loss, an accuracy or a probability in files: six decimals.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    public static string Exact(double value) => value.ToString("F6", CultureInfo.InvariantCulture);

    /// <summary>A loss or an accuracy for reading: four decimals, which show one image in ten thousand.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    public static string Short(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>A measured accuracy, for reading: enough decimals to show one image, since more would be noise.</summary>
    /// <param name="value">The value.</param>
    /// <param name="images">How many images it was measured on.</param>
    /// <returns>The text.</returns>
    public static string Accuracy(double value, int images)
    {
        var decimals = Math.Clamp((int)Math.Ceiling(Math.Log10(Math.Max(1, images))), 2, 6);
        return value.ToString(Invariant($"F{decimals}"), CultureInfo.InvariantCulture);
    }

    /// <summary>A p value, not below what is credible.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text, with the sign that belongs before it.</returns>
    public static string PValue(double value) => value < 0.001 ? "< 0.001" : value.ToString(value < 0.1 ? "= 0.000" : "= 0.00", CultureInfo.InvariantCulture);

    /// <summary>The two ends of an interval of accuracies.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="images">How many images they were measured on.</param>
    /// <returns>For example <c>0.886 to 0.926</c>.</returns>
    public static string Range(Interval interval, int images) => $"{Accuracy(interval.Low, images)} to {Accuracy(interval.High, images)}";

    /// <summary>Names seeds.</summary>
    /// <param name="seeds">One or several.</param>
    /// <returns>Words such as <c>seeds 1, 2</c>.</returns>
    public static string Seeds(IReadOnlyList<long> seeds) => (seeds.Count == 1 ? "seed " : "seeds ") + string.Join(", ", seeds.Select(seed => Invariant($"{seed}")));

    /// <summary>A number of things, with commas between thousands.</summary>
    /// <param name="count">The number.</param>
    /// <returns>The text.</returns>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things and what they are.</summary>
    /// <param name="count">The number.</param>
    /// <param name="noun">One of them; its plural takes an s.</param>
    /// <returns>For example <c>1 image</c> or <c>3,457 images</c>.</returns>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
