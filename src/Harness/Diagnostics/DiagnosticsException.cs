namespace Harness.Diagnostics;

/// <summary>Everything that is wrong with the input, collected before anything runs.</summary>
public sealed class DiagnosticsException : HarnessException
{
    /// <summary>Makes the exception from at least one diagnostic.</summary>
    /// <param name="diagnostics">All that was found, in the order of files and lines.</param>
    public DiagnosticsException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    /// <summary>All that was found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
