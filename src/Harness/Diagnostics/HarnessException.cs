namespace Harness.Diagnostics;

/// <summary>An error that the user can fix: bad input, a missing file, a full disk.</summary>
/// <remarks>The command line prints <see cref="Exception.Message"/> and <see cref="Remedy"/> without a stack trace and exits with 1, 3 or 4 (<c>UserError.CodeOf</c>).</remarks>
public class HarnessException : Exception
{
    /// <summary>Makes an error for the user.</summary>
    /// <param name="message">What is wrong and where: file, line, key, tensor.</param>
    /// <param name="remedy">What to do about it, as an instruction; null if the message says it.</param>
    /// <param name="inner">The technical cause, shown with <c>--verbose</c> only.</param>
    public HarnessException(string message, string? remedy = null, Exception? inner = null)
        : base(message, inner) => Remedy = remedy;

    /// <summary>What to do about it; null if the message says it.</summary>
    public string? Remedy { get; }
}
