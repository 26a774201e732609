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
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Ceiling(seconds)):F0} seconds"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):F0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F1} hours"),
    };
}
