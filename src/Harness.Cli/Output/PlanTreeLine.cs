using Harness.Running.Epochs;
using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>A line of a plan's tree.</summary>
/// <param name="Indent">The characters that connect it to the line of its parent.</param>
/// <param name="Epochs">The numbers of its epochs.</param>
/// <param name="Status">What a run would do with them.</param>
/// <param name="IsShared">Whether several techniques use them.</param>
/// <param name="Key">How their keys begin.</param>
/// <param name="Techniques">The techniques that use them.</param>
internal sealed record PlanTreeLine(string Indent, string Epochs, EpochStatus Status, bool IsShared, string Key, IReadOnlyList<string> Techniques)
{
    // Deeper trees are indented less, so that names stay visible.
    private const int LeastNames = 24;
    private const string Between = " + ";

    private string Shared => IsShared ? "shared " : string.Empty;

    /// <summary>The line in Spectre's markup.</summary>
    /// <param name="width">The columns that it may take.</param>
    /// <returns>One line; names are left out or shortened in the middle where there is no room.</returns>
    public string ToMarkup(int width)
    {
        var (word, color) = Words(Status);
        var room = width - $"{Epochs} {word} {Shared}{Key} ".Length;
        var indent = Indent.Length <= room - LeastNames ? Indent : $"…{Indent[^Math.Max(0, room - LeastNames - 1)..]}";
        return $"{indent}{Epochs} [{color}]{word}[/] [blue]{Shared}[/][dim]{Key}[/] {Markup.Escape(Names(room - indent.Length))}";
    }

    private static (string Word, string Color) Words(EpochStatus status) => status switch
    {
        EpochStatus.Stored => ("stored", "green"),
        EpochStatus.Failed => ("failed", "red"),
        EpochStatus.Blocked => ("cannot run", "red"),
        EpochStatus.NotNeeded => ("not needed, stopped early", "dim"),
        _ => ("will run", "yellow"),
    };

    // As many names as there is room for.
    private string Names(int room)
    {
        for (var count = Techniques.Count; count > 1; count--)
        {
            var text = string.Join(Between, Techniques.Take(count)) + More(count);
            if (ShortText.WidthOf(text) <= room) return text;
        }
        return ShortText.Of(Techniques[0], room - More(1).Length) + More(1);
    }

    private string More(int shown) => shown == Techniques.Count ? string.Empty : FormattableString.Invariant($"{Between}{Techniques.Count - shown} more");
}
