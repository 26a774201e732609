using Spectre.Console;

namespace Harness.Cli.Output;

/// <summary>A console that does not break lines where there is no terminal whose width could be exceeded.</summary>
internal static class Wide
{
    private const int WidthOfFiles = 200;

    /// <summary>The console to print tables and trees on.</summary>
    public static IAnsiConsole Console()
    {
        if (System.Console.IsOutputRedirected) AnsiConsole.Profile.Width = WidthOfFiles;
        return AnsiConsole.Console;
    }
}
