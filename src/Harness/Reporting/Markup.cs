namespace Harness.Reporting;

/// <summary>How a format writes texts in its lines.</summary>
/// <param name="Text">Any text, shown as it is.</param>
/// <param name="Code">A name or a path.</param>
/// <param name="Strong">A word that must not be overlooked.</param>
internal sealed record Markup(Func<string, string> Text, Func<string, string> Code, Func<string, string> Strong)
{
    /// <summary>Texts without any format, each on a single line; the caller encodes them for display.</summary>
    public static Markup Plain { get; } = new(SingleLine.Of, SingleLine.Of, text => text);
}
