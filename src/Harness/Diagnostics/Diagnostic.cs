namespace Harness.Diagnostics;

/// <summary>One thing wrong in an input file, at the place where it is.</summary>
/// <param name="Location">The file and, where they are known, line and column.</param>
/// <param name="Message">What is wrong, with the offending value in quotes, and a guess at what was meant.</param>
/// <param name="Detail">A second line: the accepted values or keys; null for none.</param>
public sealed record Diagnostic(SourceLocation Location, string Message, string? Detail = null)
{
    /// <summary>The format of compilers, which editors can jump to.</summary>
    /// <returns><c>file:line:column: error: message</c> and, indented on its own line, the detail.</returns>
    public override string ToString() =>
        Detail is null ? $"{Location}: error: {Message}" : $"{Location}: error: {Message}{Environment.NewLine}    {Detail}";
}
