using System.Globalization;

namespace ScottPlot.TickGenerators;

/// <summary>A distance between ticks that reads well: a few digits times a power of ten.</summary>
internal readonly record struct TickSpacing(int Digits, int Exponent)
{
    // Beyond these, plain decimals are harder to read than powers of ten, and too wide for three of them on an axis.
    private const int MaximumDecimals = 6;
    private const double MaximumPlainValue = 1e8;

    internal double Value => Scale(Digits);

    internal bool IsInteger => Value >= 1 && Value == Math.Floor(Value);

    /// <summary>Spacings from a hundredth of a span up to the first one above it: 1, 2 and 5, or also 2.5, times powers of ten.</summary>
    internal static IEnumerable<TickSpacing> Candidates(double span, bool withQuarters)
    {
        int exponent = (int)Math.Floor(Math.Log10(span));
        for (int power = exponent - 2; power <= exponent + 1; power++)
        {
            yield return new TickSpacing(1, power);
            yield return new TickSpacing(2, power);
            if (withQuarters)
                yield return new TickSpacing(25, power - 1);
            yield return new TickSpacing(5, power);
        }
    }

    internal double[] PositionsWithin(CoordinateRange range, int maximumCount)
    {
        double first = Math.Ceiling(range.Min / Value);
        double last = Math.Floor(range.Max / Value);
        // The quotients may be off by a rounding error, so one more on each side is tried.
        int count = (int)Math.Clamp(last - first + 3, 0, maximumCount + 3);
        TickSpacing spacing = this;
        return
        [
            .. Enumerable.Range(0, count)
                .Select(i => spacing.Scale((first - 1 + i) * spacing.Digits))
                .Where(range.Contains)
                .Distinct(),
        ];
    }

    /// <summary>Writes a position with as many decimals as the spacing needs, so that all labels of an axis have the same.</summary>
    internal string Format(double position, double largest)
    {
        int decimals = Math.Max(0, -Exponent);
        if (decimals <= MaximumDecimals && largest < MaximumPlainValue)
            return position.ToString($"N{decimals}", CultureInfo.InvariantCulture);
        if (position == 0)
            return "0";
        int digits = Math.Clamp((int)Math.Floor(Math.Log10(largest)) - Exponent, 0, 15);
        string fraction = digits == 0 ? string.Empty : $".{new string('0', digits)}";
        return position.ToString($"0{fraction}E+0", CultureInfo.InvariantCulture);
    }

    // Dividing by a power of ten is rounded correctly, multiplying by 0.1 is not: 3 / 10 is 0.3 and 3 * 0.1 is not.
    private double Scale(double multiple) => Exponent < 0 ? multiple / Math.Pow(10, -Exponent) : multiple * Math.Pow(10, Exponent);
}
