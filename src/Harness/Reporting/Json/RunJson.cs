using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Json;

/// <summary><c>run.json</c>: versions, device, hashes and every setting, for programs and for those who want to repeat the run.</summary>
internal static class RunJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // The file is never put into a page, so quotes, < and other scripts stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new SourceLocationConverter(), new SelectorConverter(), new BlockConverter() },
        TypeInfoResolver = SettingsTypes.Resolver,
    };

    /// <summary>The file.</summary>
    public static ReportExporter Definition { get; } = new(ResultFileNames.Run, static (report, path) => Write(report.Result, path));

    /// <summary>Writes the file.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="path">Where to write the file.</param>
    public static void Write(SuiteResult result, string path)
    {
        var json = Text(result);
        ResultFile.Write(path, temporary => File.WriteAllText(temporary, json));
    }

    /// <summary>What the file says.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>JSON.</returns>
    public static string Text(SuiteResult result) => JsonSerializer.Serialize(RunDocument.Of(result), Options) + "\n";
}
