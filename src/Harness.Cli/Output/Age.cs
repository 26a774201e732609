using System.Globalization;

namespace Harness.Cli.Output;

/// <summary>How long ago something was, in words, and words that say how long.</summary>
internal static class Age
{
    private const double HoursOfDay = 24;
    private const double HoursOfWeek = 7 * HoursOfDay;
    private const double Longest = 100 * 365 * HoursOfDay;

    /// <summary><c>3 days ago</c>, <c>5 hours ago</c>, <c>just now</c>.</summary>
    public static string Of(TimeSpan age)
    {
        if (age.TotalHours >= HoursOfDay) return $"{Quantity.Of((int)age.TotalDays, "day")} ago";
        if (age.TotalHours >= 1) return $"{Quantity.Of((int)age.TotalHours, "hour")} ago";
        return age.TotalMinutes >= 1 ? $"{Quantity.Of((int)age.TotalMinutes, "minute")} ago" : "just now";
    }

    /// <summary>Reads <c>12h</c>, <c>30d</c>, <c>8w</c>.</summary>
    /// <returns>The time; null if the text is not one.</returns>
    public static TimeSpan? Parse(string text)
    {
        var hours = text.LastOrDefault() switch { 'h' => 1, 'd' => HoursOfDay, 'w' => HoursOfWeek, _ => 0 };
        if (hours == 0 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return number * hours <= Longest ? TimeSpan.FromHours(number * hours) : null;
    }
}
