using System.Text.RegularExpressions;

namespace Harness.Setup.Building;

/// <summary>Finds in the log of a failed build what to report.</summary>
internal static partial class BuildFailure
{
    private const int ShownErrors = 3;

    /// <summary>Whether only the ahead-of-time compiler, or the runtime it compiles against, was not available.</summary>
    public static bool IsWithoutCompiler(string log)
    {
        var errors = Errors(log);
        return errors.Count > 0 && errors.TrueForAll(error => CompilerMissing().IsMatch(error));
    }

    /// <summary>The message for a log.</summary>
    /// <param name="log">The output of the build.</param>
    /// <param name="logPath">The path of the log.</param>
    public static SetupException Explain(string log, string logPath)
    {
        var errors = Errors(log).Take(ShownErrors).ToList();
        var details = errors.Append($"The whole log: {logPath}");
        if (DiskFull().IsMatch(log))
            return new SetupException("the disk is full.", [.. details, "Free some space (the packages need about 2 GB, those with CUDA about 10) and run this again; it continues."]);
        if (NoAccess().IsMatch(log))
            return new SetupException("a file or folder cannot be written.", [.. details, "Get write permission there and run this again."]);
        if (NoSource().IsMatch(log))
            return new SetupException("the package source cannot be reached.", [.. details, "Check the network and 'dotnet nuget list source', and run this again; it continues."]);
        if (NoPackage().IsMatch(log))
            return new SetupException("the package source lacks a package.", [.. details, "Add a source that has it ('dotnet nuget add source') and run this again; it continues."]);
        return new SetupException("the program could not be built.", [.. details]);
    }

    // Each once: MSBuild repeats an error for every project that it concerns.
    private static List<string> Errors(string log) =>
        [.. ErrorText().Matches(log).Select(match => match.Groups["text"].Value.TrimEnd()).Distinct()];

    [GeneratedRegex(@"\berror (?<text>(?:[A-Z]+[0-9]+ ?)?: [^\r\n]*?)(?: \[[^\]\r\n]*proj\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex ErrorText();

    [GeneratedRegex(@"(NU1101|NU1102|NU1301).*(crossgen|microsoft\.netcore\.app\.runtime)|NETSDK109[46]", RegexOptions.IgnoreCase)]
    private static partial Regex CompilerMissing();

    [GeneratedRegex("No space left on device|not enough space on the disk|disk is full", RegexOptions.IgnoreCase)]
    private static partial Regex DiskFull();

    [GeneratedRegex(@"Access to the path .* is denied|Permission denied", RegexOptions.IgnoreCase)]
    private static partial Regex NoAccess();

    [GeneratedRegex("NU1301|Unable to load the service index")]
    private static partial Regex NoSource();

    [GeneratedRegex("NU110[0-3]")]
    private static partial Regex NoPackage();
}
