namespace Harness.Training.Schedules;

/// <summary>What schedules have in common.</summary>
internal static class Schedule
{
    /// <summary>Half a cosine wave from one value to another.</summary>
    /// <param name="from">The value at 0.</param>
    /// <param name="to">The value at 1.</param>
    /// <param name="position">0…1.</param>
    /// <returns>The value in between.</returns>
    public static double HalfWave(double from, double to, double position) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * position)));
}
