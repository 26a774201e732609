namespace Harness.Diagnostics;

/// <summary>A place in an input file.</summary>
/// <param name="File">The path as the user would type it.</param>
/// <param name="Line">Counted from 1; 0 if only the file is known.</param>
/// <param name="Column">Counted from 1; 0 if only the file is known.</param>
public readonly record struct SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary><c>file:line:column</c>, or the file alone.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
