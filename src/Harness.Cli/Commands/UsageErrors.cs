using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Harness.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary>What is wrong with a command line, before any command runs.</summary>
internal static class UsageErrors
{
    /// <summary>One sentence a mistake; none where the command can run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed) =>
        parsed.Action is ParseErrorAction ? Described(parsed) : [.. parsed.CommandResult.Children.Where(IsEmpty).Select(child => $"{NameOf(child)} must not be empty.")];

    /// <summary>The command that was meant, with the commands above it: <c>harness weights show</c>.</summary>
    public static string CommandPath(CommandResult command) =>
        command.Parent is CommandResult above ? $"{CommandPath(above)} {command.Command.Name}" : command.Command.Name;

    // A misspelt command is also a missing one; saying the first is enough.
    private static List<string> Described(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name)).ToList();
        if (parsed.UnmatchedTokens.Count == 0)
        {
            return command.Action is null
                ? [$"A command is missing: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."]
                : [.. parsed.Errors.Select(error => error.Message).Distinct()];
        }
        var unknown = parsed.UnmatchedTokens.Select(token => $"Unknown command or option '{token}'.{Suggestion.DidYouMean(token, known)}");
        return [.. unknown, .. parsed.Errors.Where(error => error.SymbolResult is not CommandResult).Select(error => error.Message)];
    }

    // No path, name or number of the harness is empty; .NET would throw on an empty path, far from the option that gave it.
    private static bool IsEmpty(SymbolResult result) => result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value));

    private static string NameOf(SymbolResult result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => $"The argument <{argument.Argument.Name}>",
        _ => "An argument",
    };
}
