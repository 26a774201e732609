using System.Text;
using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Latex;

/// <summary><c>comparison.tex</c>: the table for a LaTeX document that loads <c>booktabs</c>.</summary>
internal static class ComparisonLatex
{
    /// <summary>The file.</summary>
    public static ReportExporter Definition { get; } = new(ResultFileNames.ComparisonLatex, static (report, path) =>
        ResultFile.Write(path, temporary => File.WriteAllText(temporary, Make(report.Result, report.Comparison))));

    private static string Make(SuiteResult result, SuiteComparison comparison)
    {
        var table = ResultTable.ForReading(result, comparison);
        var text = new StringBuilder();
        if (DryRun.Warning(result) is { } warning) text.Append("% ").Append(SingleLine.Of(warning)).Append('\n');
        foreach (var sentence in table.Verdict) text.Append("% ").Append(SingleLine.Of(sentence)).Append('\n');
        text.Append("\\begin{tabular}{").AppendJoin("", table.Columns.Select(column => column.Alignment == ColumnAlignment.Right ? 'r' : 'l')).Append("}\n\\toprule\n");
        AppendRow(text, table.Columns.Select(column => column.Heading));
        text.Append("\\midrule\n");
        foreach (var row in table.Rows) AppendRow(text, row);
        return text.Append("\\bottomrule\n\\end{tabular}\n").ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(" & ", cells.Select(LatexText.Escape)).Append(" \\\\\n");
}
