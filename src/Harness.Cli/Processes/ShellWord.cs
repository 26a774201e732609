using System.Buffers;

namespace Harness.Cli.Processes;

/// <summary>Words of a POSIX shell's command line.</summary>
internal static class ShellWord
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%");

    /// <summary>Quotes a word, where it needs it, so that the shell takes it as it is.</summary>
    public static string Of(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Quotes words and puts spaces between them.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Of));
}
