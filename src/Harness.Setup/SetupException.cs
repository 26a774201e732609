namespace Harness.Setup;

/// <summary>An error for the user who sets up.</summary>
internal sealed class SetupException(string message, params string[] remedy) : Exception(message)
{
    /// <summary>Writes the message and, indented, what to do.</summary>
    public void Print(TextWriter messages)
    {
        messages.WriteLine($"error: {Message}");
        foreach (var line in remedy) messages.WriteLine($"  {line}");
    }
}
