namespace Harness.Results;

/// <summary>The names of the metrics that tables and charts know. An objective may give others; they are stored and listed in <c>epochs.csv</c>.</summary>
public static class MetricNames
{
    /// <summary>Mean cross entropy over the images.</summary>
    public const string Loss = "loss";

    /// <summary>The fraction of the images whose class is right, 0…1.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>The fraction of the images whose class is among the five most probable ones, 0…1; only where there are more than five classes.</summary>
    public const string Top5 = "top5";

    /// <summary>A metric of a part of what is learned, which has its own column in the table: <c>accuracy.color</c>.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="part">The part.</param>
    /// <returns>The name.</returns>
    public static string Of(string metric, string part) => $"{metric}.{part}";
}
