using System.Globalization;

namespace Harness.Proposals;

/// <summary>Numbers as people say them.</summary>
public static class Words
{
    /// <summary>A duration.</summary>
    /// <param name="seconds">Seconds.</param>
    /// <returns>For example <c>40 seconds</c>, <c>5 minutes</c> or <c>2.5 hours</c>.</returns>
    public static string Duration(double seconds) => seconds switch
    {
        <= 1 => "1 second",
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):F0} seconds"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):F0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F1} hours"),
    };

    /// <summary>A duration for tables, in which one is compared with another.</summary>
    /// <param name="seconds">Seconds.</param>
    /// <returns>For example <c>431 s</c>, <c>12.5 min</c> or <c>2.5 h</c>.</returns>
    public static string ShortDuration(double seconds) => seconds switch
    {
        < 600 => string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F1} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F1} h"),
    };
}
