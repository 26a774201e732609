using System.Text;
using ScottPlot;
using SkiaSharp;

namespace Harness.Reporting.Charts;

/// <summary>The font of a report's charts: ours, which every machine has, or one of the machine's where names need characters that ours lacks.</summary>
/// <param name="Family">Its name, for ScottPlot.</param>
internal sealed record ChartFont(string Family)
{
    // IBM Plex Sans: Latin, Greek and Cyrillic. Its license is beside the files.
    private const string OwnFamily = "IBM Plex Sans";
    private const string OwnBold = "IBM Plex Sans Bold";

    private static readonly SKTypeface Regular = Load("IBMPlexSans-Regular.ttf");
    private static readonly SKTypeface Bold = Load("IBMPlexSans-Bold.ttf");

    // Before any plot is made: what a plot does not set itself has the default font. In this order, since initializers run as they are written.
    static ChartFont()
    {
        Fonts.FontResolvers.Insert(0, new Resolver());
        Fonts.Default = OwnFamily;
    }

    /// <summary>The font that comes with the program.</summary>
    public static ChartFont Own { get; } = new(OwnFamily);

    /// <summary>The name under which ScottPlot finds the font of titles.</summary>
    public string TitleFamily => Family == OwnFamily ? OwnBold : Family;

    /// <summary>The font.</summary>
    public SKTypeface Typeface => TypefaceOf(Family);

    /// <summary>The font of titles.</summary>
    public SKTypeface TitleTypeface => TypefaceOf(TitleFamily);

    /// <summary>Chooses the font that can show most of some texts.</summary>
    /// <param name="texts">All that is not known beforehand: a chart has one font, so that its labels fit each other.</param>
    /// <returns>Our own unless one of the machine's fonts has more of the characters.</returns>
    public static ChartFont For(IEnumerable<string> texts)
    {
        var needed = texts.SelectMany(Visible).Distinct().ToList();
        if (MissingIn(Regular, needed) == 0) return Own;
        // The order of the names, since that of the machine's list may change: of equally good fonts it is always the same one.
        return MachineFamilies(needed).Prepend(OwnFamily).MinBy(family => MissingIn(TypefaceOf(family), needed)) is { } best
            ? new(best)
            : Own;
    }

    /// <summary>Finds what this font cannot show.</summary>
    /// <param name="text">A label.</param>
    /// <returns>The characters that would be drawn as boxes, each once.</returns>
    public IReadOnlyList<Rune> Missing(string text)
    {
        var typeface = TypefaceOf(Family);
        return [.. Visible(text).Where(rune => !typeface.ContainsGlyph(rune.Value)).Distinct()];
    }

    private static int MissingIn(SKTypeface typeface, IReadOnlyList<Rune> needed) => needed.Count(rune => !typeface.ContainsGlyph(rune.Value));

    // Skia answers which font has a character on Windows and macOS; on Linux, where it is built without fontconfig, it can only list them.
    private static IEnumerable<string> MachineFamilies(IReadOnlyList<Rune> needed)
    {
        var manager = SKFontManager.Default;
        var matches = needed.Select(rune => manager.MatchCharacter(rune.Value)?.FamilyName).OfType<string>();
        return manager.FontFamilies.Order(StringComparer.Ordinal).Concat(matches).Distinct();
    }

    private static SKTypeface TypefaceOf(string family) =>
        Fonts.GetTypeface(family, FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal);

    // Joiners, variation selectors and marks of direction have no shape of their own.
    private static IEnumerable<Rune> Visible(string text) => SingleLine.Of(text).EnumerateRunes().Where(rune =>
        Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format && rune.Value is not (>= 0xFE00 and <= 0xFE0F));

    private static SKTypeface Load(string file)
    {
        using var stream = typeof(ChartFont).Assembly.GetManifestResourceStream($"Fonts.{file}")!;
        return SKTypeface.FromStream(stream)!;
    }

    private sealed class Resolver : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            fontName switch { OwnFamily => Regular, OwnBold => Bold, _ => null };

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
            CreateTypeface(fontName, bold ? FontWeight.Bold : FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal);
    }
}
