namespace Harness.Models.Weights.Fitting;

/// <summary>Where weights are in a file: the keys of the dictionaries around them and the words before their names, joined by dots, as in <c>state_dict.module</c>.</summary>
internal static class WeightPlace
{
    // The name of the top, which has no words.
    private const string Top = ".";

    /// <summary>The place of a state dict's tensors.</summary>
    /// <param name="container">The container of the state dict.</param>
    /// <param name="prefix">How the names of the tensors begin, with a dot at its end; or empty.</param>
    /// <returns>The place; empty for the top.</returns>
    public static string Of(string container, string prefix) => string.Join('.', new[] { container, prefix.TrimEnd('.') }.Where(part => part.Length > 0));

    /// <summary>How a place is written after a file's name.</summary>
    /// <param name="place">The place.</param>
    public static string Written(string place) => place.Length == 0 ? Top : place;

    /// <summary>How messages name a place.</summary>
    /// <param name="place">The place.</param>
    public static string Shown(string place) => place.Length == 0 ? "the top" : $"'{place}'";

    /// <summary>The places that are meant: those that equal what is written; if there are none, those that contain its words.</summary>
    /// <param name="items">What to choose from.</param>
    /// <param name="placeOf">The place of an item.</param>
    /// <param name="written">What is written: <c>state_dict.module</c>, <c>ema</c>, or a dot for the top.</param>
    /// <returns>The items that are meant, possibly none.</returns>
    public static IReadOnlyList<T> Meant<T>(IReadOnlyList<T> items, Func<T, string> placeOf, string written)
    {
        var words = written.Trim('.');
        var exact = items.Where(item => placeOf(item) == words).ToList();
        return exact.Count > 0 || words.Length == 0 ? exact : [.. items.Where(item => $".{placeOf(item)}.".Contains($".{words}.", StringComparison.Ordinal))];
    }
}
