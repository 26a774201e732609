using System.CommandLine;

namespace Harness.Cli.Commands;

/// <summary>The option that every command has, whose errors may need it.</summary>
internal static class VerboseOption
{
    /// <summary>Its name.</summary>
    public const string Name = "--verbose";

    /// <summary>Makes the option, for the command above all others.</summary>
    public static Option<bool> Create() => new(Name) { Description = "Show the technical cause of errors.", Recursive = true };

    /// <summary>Whether a command line has it.</summary>
    /// <param name="parsed">The command line; false where it is wrong.</param>
    public static bool IsIn(ParseResult parsed) => parsed.Errors.Count == 0 && parsed.GetValue<bool>(Name);
}
