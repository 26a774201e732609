using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>A console that neither breaks lines nor writes control codes if its output is a file or a pipe.</summary>
internal static class Wide
{
    private const int WidthOfFiles = 240;

    /// <summary>Writes a sentence: broken between words on a terminal, on one line in a file.</summary>
    /// <param name="text">The sentence.</param>
    public static void WriteLine(string text)
    {
        if (System.Console.IsOutputRedirected) System.Console.WriteLine(text);
        else AnsiConsole.Console.WriteLine(text);
    }

    /// <summary>The console to print tables and trees on.</summary>
    public static IAnsiConsole Console()
    {
        if (!System.Console.IsOutputRedirected) return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        plain.Profile.Width = WidthOfFiles;
        return plain;
    }
}
