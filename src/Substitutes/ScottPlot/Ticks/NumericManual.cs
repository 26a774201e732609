namespace ScottPlot.TickGenerators;

/// <summary>Ticks at positions and with labels that were given.</summary>
public class NumericManual : ITickGenerator
{
    private readonly List<Tick> _all = [];

    public NumericManual()
    {
    }

    public NumericManual(Tick[] ticks)
    {
        _all.AddRange(ticks);
    }

    public NumericManual(double[] positions, string[] labels)
    {
        if (positions.Length != labels.Length)
        {
            throw new ArgumentException(
                $"{nameof(positions)} must have the same length as {nameof(labels)}, not {positions.Length} against {labels.Length}.");
        }

        _all.AddRange(positions.Zip(labels, Tick.Major));
    }

    /// <summary>Those of the given ticks that the last image showed.</summary>
    public Tick[] Ticks { get; private set; } = [];

    public int MaxTickCount { get; set; } = 50;

    public void Add(Tick tick) => _all.Add(tick);

    public void AddMajor(double position, string label) => Add(Tick.Major(position, label));

    public void AddMinor(double position) => Add(Tick.Minor(position));

    void ITickGenerator.Regenerate(CoordinateRange range, Edge edge, double length, TextMeasurer text, LabelStyle labelStyle) =>
        Ticks = [.. _all.Where(tick => range.Contains(tick.Position))];
}
