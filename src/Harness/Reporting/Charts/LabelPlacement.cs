namespace Harness.Reporting.Charts;

/// <summary>Finds room for short labels around points that may be close together.</summary>
internal static class LabelPlacement
{
    // Labels are one or two digits; this is what they and a marker need, in pixels.
    private const double LabelSize = 18;

    /// <summary>Places one label beside each point.</summary>
    /// <param name="points">The points in pixels, y downwards.</param>
    /// <returns>Per point, how far the label's center is from it, in pixels. Labels keep clear of all points and of each other,
    /// if there is room within three steps.</returns>
    public static IReadOnlyList<(double X, double Y)> Place(IReadOnlyList<(double X, double Y)> points)
    {
        var taken = points.ToList();
        var offsets = new List<(double X, double Y)>();
        foreach (var point in points)
        {
            var offset = Candidates().MaxBy(candidate => Math.Min(LabelSize, Clearance(taken, point, candidate)));
            offsets.Add(offset);
            taken.Add((point.X + offset.X, point.Y + offset.Y));
        }
        return offsets;
    }

    // Right first, then around the point, then farther out; of equally free places the first is taken.
    private static IEnumerable<(double X, double Y)> Candidates() =>
        from ring in new[] { 1.0, 1.7, 2.4 }
        from angle in new[] { 0, -45, 45, 180, -90, 90, -135, 135 }
        select (LabelSize * ring * Math.Cos(angle * Math.PI / 180), LabelSize * ring * Math.Sin(angle * Math.PI / 180));

    private static double Clearance(List<(double X, double Y)> taken, (double X, double Y) point, (double X, double Y) offset) =>
        taken
            .Where(other => other != point)
            .Select(other => Math.Max(Math.Abs(other.X - point.X - offset.X), Math.Abs(other.Y - point.Y - offset.Y)))
            .DefaultIfEmpty(double.MaxValue)
            .Min();
}
