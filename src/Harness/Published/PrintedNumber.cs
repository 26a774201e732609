using System.Globalization;

namespace Harness.Published;

/// <summary>An accuracy as a source prints it: its digits give limits for the true value.</summary>
/// <param name="Text">As it is printed.</param>
/// <param name="Value">As a fraction, 0…1.</param>
/// <param name="Unit">What one unit of its last digit is, as a fraction.</param>
public sealed record PrintedNumber(string Text, decimal Value, decimal Unit)
{
    /// <summary>Whether the last digit after the point is a zero, which programs that print numbers as short as possible leave out.</summary>
    public bool EndsInZero => Text.Contains('.', StringComparison.Ordinal) && Text.TrimEnd('%', ' ').EndsWith('0');

    /// <summary>Reads a number.</summary>
    /// <param name="text">For example <c>0.9836</c>, <c>98.36 %</c>, or <c>98.36</c> where percent are meant.</param>
    /// <param name="isPercent">Whether a number without a sign is in percent.</param>
    /// <returns>The number; null if it is not between 0 and 1.</returns>
    public static PrintedNumber? Read(string text, bool isPercent)
    {
        var digits = text.Trim();
        var percent = digits.EndsWith('%') || isPercent;
        digits = digits.TrimEnd('%').TrimEnd();
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        var scale = percent ? 0.01m : 1m;
        if (number * scale is < 0 or > 1 || decimals > 20) return null;
        var unit = scale;
        for (var place = 0; place < decimals; place++) unit /= 10;
        return new(text.Trim(), number * scale, unit);
    }

    /// <summary>The numbers of right images that are printed so.</summary>
    /// <param name="images">The number of images.</param>
    /// <param name="printing">How the number was shortened.</param>
    /// <returns>The lowest and the highest; null if none is.</returns>
    public (int Low, int High)? RightOf(int images, Printing printing)
    {
        var (low, high) = printing == Printing.Rounded ? (Value - (Unit / 2), Value + (Unit / 2)) : (Value, Value + Unit);
        var first = (int)Math.Ceiling(Math.Max(0, low) * images);
        var last = (int)Math.Floor(Math.Min(1, high) * images);
        // What is cut off never reaches the next unit.
        if (printing == Printing.CutOff && last > first && last == high * images) last--;
        if (printing == Printing.CutOff && last == first && last == high * images) return null;
        return first <= last ? (first, last) : null;
    }
}

/// <summary>How a source shortens numbers.</summary>
public enum Printing
{
    /// <summary>To the nearest; halves either way, since sources differ.</summary>
    Rounded,

    /// <summary>By leaving digits out.</summary>
    CutOff,
}
