namespace ScottPlot.TickGenerators;

/// <summary>Ticks at round numbers, as many as can be read: 3 to 12 at the usual density where there is room.</summary>
public class NumericAutomatic : ITickGenerator
{
    public int? TargetTickCount = null;

    private const int DefaultTickCount = 12;
    private const int MinimumTickCount = 3;

    // How much room a tick gets, in sizes of its label, and the gap in pixels below which labels run together.
    private const double ComfortableHeights = 2.0, ComfortableGap = 14, TightGap = 5;

    private static readonly Func<double, string> DefaultFormatter = LabelFormatters.Numeric;

    public Tick[] Ticks { get; private set; } = [];

    public int MaxTickCount { get; set; } = 1000;

    public bool IntegerTicksOnly { get; set; } = false;

    public Func<double, string> LabelFormatter { get; set; } = DefaultFormatter;

    public IMinorTickGenerator MinorTickGenerator { get; set; } = new EvenlySpacedMinorTickGenerator(5);

    public float MinimumTickSpacing { get; set; } = 0;

    /// <summary>2 allows twice as many ticks as 1.</summary>
    public double TickDensity { get; set; } = 1.0;

    private int TickLimit => Math.Clamp(
        TargetTickCount ?? (int)Math.Round(DefaultTickCount * TickDensity), 1, Math.Max(1, MaxTickCount));

    void ITickGenerator.Regenerate(CoordinateRange range, Edge edge, double length, TextMeasurer text, LabelStyle labelStyle)
    {
        if (!double.IsFinite(range.Length) || range.Length < 1e-280 || length <= 0)
        {
            Ticks = [];
            return;
        }

        TickAttempt[] fine = Attempts(range, edge, length, text, labelStyle, withQuarters: false);
        TickAttempt[] all = Attempts(range, edge, length, text, labelStyle, withQuarters: true);
        // The finest round spacing that is comfortable, else one that is close but readable, else as few ticks as there are.
        TickAttempt? best =
            fine.FirstOrDefault(attempt => attempt.Positions.Length >= MinimumTickCount && attempt.HasRoom(ComfortableRoom(attempt, edge)))
            ?? all.FirstOrDefault(attempt => attempt.Positions.Length >= MinimumTickCount && attempt.HasRoom(TightRoom(attempt)))
            ?? all.FirstOrDefault(attempt => attempt.HasRoom(TightRoom(attempt)))
            ?? all.LastOrDefault(attempt => attempt.Positions.Length > 0);
        Ticks = best is null ? [] : MakeTicks(best, range);
    }

    private TickAttempt[] Attempts(
        CoordinateRange range, Edge edge, double length, TextMeasurer text, LabelStyle labelStyle, bool withQuarters) =>
        [
            .. TickSpacing.Candidates(range.Length, withQuarters)
                .Where(spacing => !IntegerTicksOnly || spacing.IsInteger)
                .Select(spacing => MakeAttempt(spacing, range, edge, length, text, labelStyle))
                .Where(attempt => attempt.Positions.Length <= TickLimit),
        ];

    private TickAttempt MakeAttempt(
        TickSpacing spacing, CoordinateRange range, Edge edge, double length, TextMeasurer text, LabelStyle labelStyle)
    {
        double[] positions = spacing.PositionsWithin(range, TickLimit);
        double pixels = spacing.Value / range.Length * length;
        if (positions.Length > TickLimit)
            return new TickAttempt(positions, [], pixels, 0);

        string[] labels = Array.ConvertAll(positions, position => Format(position, spacing, range));
        double labelSize = labels.Select(label => Size(labelStyle.GetBounds(text, label), edge)).DefaultIfEmpty(0).Max();
        return new TickAttempt(positions, labels, pixels, labelSize);
    }

    private static double Size(PixelRect bounds, Edge edge) => edge.IsVertical() ? bounds.Height : bounds.Width;

    private string Format(double position, TickSpacing spacing, CoordinateRange range) =>
        LabelFormatter == DefaultFormatter
            ? spacing.Format(position, Math.Max(Math.Abs(range.Min), Math.Abs(range.Max)))
            : LabelFormatter(position);

    private double ComfortableRoom(TickAttempt attempt, Edge edge)
    {
        if (TargetTickCount is not null)
            return TightRoom(attempt);
        double room = edge.IsVertical() ? attempt.LabelSize * ComfortableHeights : attempt.LabelSize + ComfortableGap;
        return Math.Max(MinimumTickSpacing, Math.Max(room / TickDensity, TightRoom(attempt)));
    }

    private static double TightRoom(TickAttempt attempt) => attempt.LabelSize + TightGap;

    private Tick[] MakeTicks(TickAttempt attempt, CoordinateRange range)
    {
        IEnumerable<Tick> major = attempt.Positions.Zip(attempt.Labels, Tick.Major);
        IEnumerable<Tick> minor = MinorTickGenerator.GetMinorTicks(attempt.Positions, range)
            .Where(position => range.Contains(position) && (!IntegerTicksOnly || position == Math.Round(position)))
            .Select(Tick.Minor);
        return [.. major, .. minor];
    }

    /// <summary>Ticks at one spacing, and what their labels need.</summary>
    private sealed record TickAttempt(double[] Positions, string[] Labels, double PixelsPerTick, double LabelSize)
    {
        internal bool HasRoom(double room) => Positions.Length > 0 && PixelsPerTick >= room;
    }
}
