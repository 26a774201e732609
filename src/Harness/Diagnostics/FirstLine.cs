namespace Harness.Diagnostics;

/// <summary>What a message says before it goes on, as those of native libraries do with a stack trace.</summary>
public static class FirstLine
{
    /// <summary>Cuts a message off behind its first line.</summary>
    /// <param name="message">The message; empty lines at its beginning do not count.</param>
    /// <returns>The line, without blanks around it.</returns>
    public static string Of(string message) => message.Trim().Split('\n', 2)[0].TrimEnd();
}
