using System.Buffers;

namespace Harness.Cli.Processes;

/// <summary>Words of a POSIX shell's command line.</summary>
internal static class ShellWord
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%");

    /// <summary>Quotes a word if needed, so that the shell takes it literally.</summary>
    public static string Of(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Quotes words and separates them by spaces.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Of));
}
