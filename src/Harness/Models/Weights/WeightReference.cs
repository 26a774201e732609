using Harness.Models.Weights.Fitting;

namespace Harness.Models.Weights;

/// <summary>A weight file and, where it holds several, which weights: <c>FILE</c> or <c>FILE#ema</c>.</summary>
/// <param name="File">The name or path of the file.</param>
/// <param name="Place">Under which keys and prefix the weights are, or some of those words (<see cref="WeightPlace"/>); null to find them from the file itself.</param>
public sealed record WeightReference(string File, string? Place)
{
    /// <summary>The separator between the file and the place.</summary>
    public const char Separator = '#';

    /// <summary>Takes a reference apart. A file may have the separator in its name: the shortest name that is a file is taken, the whole before all others.</summary>
    /// <param name="text">The reference as written.</param>
    /// <param name="folder">What a relative path is relative to; null for the working directory.</param>
    /// <returns>The reference; without a place where no part of the text is a file.</returns>
    public static WeightReference Parse(string text, string? folder = null)
    {
        var whole = new WeightReference(text, null);
        if (!text.Contains(Separator, StringComparison.Ordinal) || whole.Exists(folder)) return whole;
        return Enumerable.Range(1, text.Length - 1)
            .Where(i => text[i] == Separator)
            .Select(i => new WeightReference(text[..i], text[(i + 1)..]))
            .FirstOrDefault(reference => reference.Exists(folder)) ?? whole;
    }

    /// <inheritdoc/>
    public override string ToString() => Place is null ? File : $"{File}{Separator}{Place}";

    private bool Exists(string? folder) => System.IO.File.Exists(Path.GetFullPath(File, folder ?? Environment.CurrentDirectory));
}
