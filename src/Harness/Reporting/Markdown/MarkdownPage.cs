using System.Text;
using Harness.Diagnostics;

namespace Harness.Reporting.Markdown;

/// <summary>A page of Markdown, written from top to bottom with an empty line between its parts. Texts read as they are given; where a parameter is
/// Markdown, its name says so.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder _page = new();

    /// <summary>Adds a heading.</summary>
    /// <param name="level">1 for the title of the page, 2 for a section.</param>
    /// <param name="text">The heading.</param>
    public void AddHeading(int level, string text) => Add($"{new string('#', level)} {MarkdownText.Escape(text)}");

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">Its text.</param>
    public void AddParagraph(string text) => AddMarkdown(MarkdownText.Escape(text));

    /// <summary>Adds a paragraph that must not be overlooked.</summary>
    /// <param name="text">Its text.</param>
    public void AddStrongParagraph(string text) => AddMarkdown($"**{MarkdownText.Escape(text)}**");

    /// <summary>Adds a paragraph that is Markdown already, such as one with links.</summary>
    /// <param name="markdown">The paragraph.</param>
    public void AddMarkdown(string markdown) => Add(markdown);

    /// <summary>Adds what a table supports: a paragraph for each sentence.</summary>
    /// <param name="sentences">The most important one first, which must not be overlooked.</param>
    public void AddVerdict(IReadOnlyList<string> sentences)
    {
        if (sentences.Count == 0) return;
        AddStrongParagraph(sentences[0]);
        foreach (var sentence in sentences.Skip(1)) AddParagraph(sentence);
    }

    /// <summary>Adds a table with a name in the first column and numbers in the others.</summary>
    /// <param name="heads">The heads of the columns.</param>
    /// <param name="rows">As many cells as heads in each.</param>
    public void AddTableOfNumbers(IEnumerable<string> heads, IEnumerable<IReadOnlyList<string>> rows) =>
        AddTable([.. heads.Select((head, column) => (head, column == 0 ? ColumnAlignment.Left : ColumnAlignment.Right))], rows);

    /// <summary>Adds a table.</summary>
    /// <param name="columns">The head of each column, and how its cells are aligned.</param>
    /// <param name="rows">As many cells as columns in each.</param>
    public void AddTable(IReadOnlyList<(string Head, ColumnAlignment Alignment)> columns, IEnumerable<IReadOnlyList<string>> rows) => Add(
    [
        Row(columns.Select(column => MarkdownText.Escape(column.Head))),
        Row(columns.Select(column => column.Alignment == ColumnAlignment.Right ? "---:" : ":---")),
        .. rows.Select(row => Row(row.Select(MarkdownText.Escape))),
    ]);

    /// <summary>Adds an image.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="file">Its path from the page, with forward slashes.</param>
    public void AddImage(string title, string file) => Add($"![{MarkdownText.Escape(title)}]({file})");

    /// <summary>Adds a list.</summary>
    /// <param name="markdownItems">Its items, each a line of Markdown.</param>
    public void AddList(IEnumerable<string> markdownItems) => Add(markdownItems.Select(item => $"- {item}"));

    /// <summary>Writes the page to a file, completely or not at all.</summary>
    /// <param name="path">Where to write the file.</param>
    /// <exception cref="HarnessException">The file cannot be written.</exception>
    public void Write(string path) => ResultFile.Write(path, temporary => File.WriteAllText(temporary, _page.ToString()));

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    // Not AppendLine: the bytes are the same on every system.
    private void Add(params IEnumerable<string> lines)
    {
        if (_page.Length > 0) _page.Append('\n');
        foreach (var line in lines) _page.Append(line).Append('\n');
    }
}
