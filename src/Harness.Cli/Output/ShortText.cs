using System.Globalization;
using Spectre.Console.Rendering;

namespace Harness.Cli.Output;

/// <summary>Texts that must fit into some columns.</summary>
internal static class ShortText
{
    private const string Ellipsis = "…";

    /// <summary>The columns that a text takes on a terminal; Chinese characters and the like take two.</summary>
    public static int WidthOf(string text) => new Segment(text).CellCount();

    /// <summary>Shortens a text in the middle if it is too long: its beginning and its end say most.</summary>
    /// <param name="text">The text, in one line.</param>
    /// <param name="width">The columns that it may take.</param>
    public static string Of(string text, int width)
    {
        if (WidthOf(text) <= width) return text;
        var elements = new StringInfo(text);
        for (var kept = elements.LengthInTextElements - 1; kept > 0; kept--)
        {
            var end = kept / 2;
            var shortened = elements.SubstringByTextElements(0, kept - end) + Ellipsis + (end == 0 ? "" : elements.SubstringByTextElements(elements.LengthInTextElements - end));
            if (WidthOf(shortened) <= width) return shortened;
        }
        return Ellipsis;
    }
}
