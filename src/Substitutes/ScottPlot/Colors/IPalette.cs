namespace ScottPlot;

/// <summary>A sequence of colours for series.</summary>
public interface IPalette
{
    Color[] Colors { get; }

    string Name { get; }

    string Description { get; }

    /// <summary>The colour of a series; after the last colour the first comes again.</summary>
    Color GetColor(int index);
}
