namespace Harness.Diagnostics;

/// <summary>Writes arguments as they are typed into a shell.</summary>
public static class ShellText
{
    /// <summary>Writes an argument.</summary>
    /// <param name="text">The argument.</param>
    /// <returns>The text, in quotes where it holds anything but letters, digits and what is in plain paths.</returns>
    public static string Of(string text)
    {
        if (text.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or '\\' or ':')) return text;
        return OperatingSystem.IsWindows() ? $"\"{text}\"" : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
