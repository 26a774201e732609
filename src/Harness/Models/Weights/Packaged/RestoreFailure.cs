using System.Text.RegularExpressions;
using Harness.Diagnostics;

namespace Harness.Models.Weights.Packaged;

/// <summary>Why a package could not be restored, in the user's words.</summary>
internal static partial class RestoreFailure
{
    private const int MaximumLines = 3;

    /// <summary>There is no SDK to restore with.</summary>
    public static HarnessException WithoutSdk(NuGetPackage package, Exception inner) => new(
        $"The weights are made from the NuGet package {package}, and there is no 'dotnet' in PATH to restore it with.",
        "Install the .NET 10 SDK (https://dotnet.microsoft.com/download), or name other weights.", inner);

    /// <summary>The SDK did not succeed.</summary>
    /// <param name="package">The package.</param>
    /// <param name="output">The output of the SDK.</param>
    /// <returns>The error for the user, with what NuGet says.</returns>
    public static HarnessException Explain(NuGetPackage package, string output)
    {
        var errors = ErrorLine().Matches(output).Select(match => (Code: match.Groups["code"].Value, Text: match.Groups["text"].Value.Trim())).Distinct().ToList();
        var (reason, remedy) = Reason(errors.Select(error => error.Code).ToHashSet());
        var lines = errors.Count > 0 ? errors.Select(error => $"{error.Code}: {error.Text}") : output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        return new HarnessException(
            $"The NuGet package {package}, which the weights are made from, could not be restored: {reason}."
            + string.Concat(lines.Take(MaximumLines).Select(line => $"{Environment.NewLine}    {line}")),
            remedy);
    }

    // Source of the codes: the reference of errors and warnings in NuGet's documentation.
    private static (string Reason, string Remedy) Reason(HashSet<string> codes) => codes switch
    {
        _ when codes.Contains("NU1101") || codes.Contains("NU1102") =>
            ("no NuGet source has it", "Add a source that has it ('dotnet nuget add source'), or ask the maintainers of the mirror; 'dotnet nuget list source' lists the sources."),
        _ when codes.Contains("NU1301") =>
            ("a NuGet source cannot be reached", "Check the network and the sources ('dotnet nuget list source'), and run this again; or name other weights."),
        _ => ("NuGet says why", "Fix what NuGet complains about, and run this again; or name other weights."),
    };

    [GeneratedRegex(@"error (?<code>[A-Z]+\d+): (?<text>[^\r\n]+)")]
    private static partial Regex ErrorLine();
}
