using Harness.Diagnostics;

namespace Harness.Yaml;

/// <summary>Collects what is wrong in all files of a suite, so that the user sees everything at once.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<string> _files = [];
    private readonly List<Diagnostic> _found = [];

    public int Count => _found.Count;

    /// <summary>The findings, in the order in which they were found.</summary>
    public IReadOnlyList<Diagnostic> Found => _found;

    /// <summary>Says that a file is read now; diagnostics are listed in the order of first reading.</summary>
    public void BeginFile(string file)
    {
        if (!_files.Contains(file)) _files.Add(file);
    }

    /// <summary>Reports a mistake. Messages end without a full stop; one before a guess that was not made is dropped.</summary>
    public void Add(SourceLocation location, string message, string? detail = null) =>
        Add(new Diagnostic(location, message.TrimEnd('.'), detail));

    /// <summary>Reports an unknown word, with a guess at what was meant.</summary>
    public void AddUnknown(SourceLocation location, string noun, string word, IReadOnlyList<string> known) =>
        Add(location, $"unknown {noun} '{word}'.{Suggestion.DidYouMean(word, known)}", $"known: {string.Join(", ", known)}");

    public void Add(Diagnostic diagnostic) => _found.Add(diagnostic);

    /// <exception cref="DiagnosticsException">Something was found.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count == 0) return;

        // A base or the suite's defaults are read for each technique that uses them: reporting once is enough.
        // What is not in a file (a command line option) has index -1 and comes first. OrderBy is stable.
        throw new DiagnosticsException([.. _found.Distinct()
            .OrderBy(found => _files.IndexOf(found.Location.File))
            .ThenBy(found => found.Location.Line)
            .ThenBy(found => found.Location.Column)]);
    }
}
