namespace Harness.Reporting.Charts;

/// <summary>Says where charts and pictures have boxes instead of characters.</summary>
internal static class ChartNotes
{
    /// <summary>Looks for names that a font cannot show.</summary>
    /// <param name="what">What shows them: <c>charts</c>.</param>
    /// <param name="names">The names.</param>
    /// <param name="font">The font of it.</param>
    /// <returns>At most one sentence, however many names there are.</returns>
    public static IReadOnlyList<string> For(string what, IReadOnlyList<string> names, ChartFont font)
    {
        var unshown = names.Where(name => font.Missing(name).Count > 0).Select(SingleLine.Of).ToList();
        if (unshown.Count == 0) return [];
        var others = unshown.Count > 1 ? $" and of {Format.Count(unshown.Count - 1, "other name")}" : "";
        return [$"The {what} cannot show some characters of '{unshown[0]}'{others}: no font on this machine has all that the names need. "
            + "Install one, such as fonts-noto-cjk, and run 'report' again."];
    }
}
