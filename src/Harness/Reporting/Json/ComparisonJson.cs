using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Json;

/// <summary><c>comparison.json</c>: verdict, table and pairs for programs; the columns of <c>comparison.csv</c>, numbers as numbers, and values per seed as lists.</summary>
internal static class ComparisonJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The file.</summary>
    public static ReportExporter Definition { get; } = new(ResultFileNames.ComparisonJson, static (report, path) =>
        ResultFile.Write(path, temporary => File.WriteAllText(temporary, Make(report.Result, report.Comparison))));

    /// <summary>Makes the text.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>JSON, ending in a line feed.</returns>
    public static string Make(SuiteResult result, SuiteComparison comparison)
    {
        var table = ResultTable.ForFiles(result, comparison);
        var document = new JsonObject
        {
            ["suite"] = result.Suite.Name,
            ["dry_run"] = result.DryBatches is not null,
            ["verdict"] = new JsonArray([.. table.Verdict.Select(sentence => JsonValue.Create(sentence))]),
            ["best"] = new JsonArray([.. comparison.Best.Select(technique => JsonValue.Create(technique.Technique.Name))]),
            ["not_compared"] = new JsonArray([.. comparison.NotCompared.Select(technique => JsonValue.Create(technique.Technique.Name))]),
            ["techniques"] = new JsonArray([.. table.Rows.Select(row => Row(table.Columns, row))]),
            ["pairs"] = new JsonArray([.. comparison.Pairs.Select(pair => Pair(comparison, pair))]),
        };
        return document.ToJsonString(Options) + "\n";
    }

    private static JsonObject Row(IReadOnlyList<ResultColumn> columns, IReadOnlyList<string> cells) =>
        new(columns.Zip(cells, (column, cell) => KeyValuePair.Create(column.Title, Value(column, cell))));

    private static JsonNode? Value(ResultColumn column, string cell)
    {
        if (column.Alignment == ColumnAlignment.Left) return JsonValue.Create(cell);
        return column.IsList ? new JsonArray([.. cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)]) : Number(cell);
    }

    private static JsonNode? Number(string cell) => decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;

    private static JsonObject Pair(SuiteComparison comparison, Statistics.TechniquePair pair) => new()
    {
        ["technique"] = comparison.Techniques[pair.First].Technique.Name,
        ["other"] = comparison.Techniques[pair.Second].Technique.Name,
        ["seeds"] = pair.Seeds,
        ["difference"] = Math.Round(pair.Difference, 6),
        ["low"] = Math.Round(pair.Interval.Low, 6),
        ["high"] = Math.Round(pair.Interval.High, 6),
        ["p"] = Math.Round(pair.PValue, 6),
        ["p_holm"] = Math.Round(pair.AdjustedPValue, 6),
        ["differs"] = pair.Differs,
    };
}
