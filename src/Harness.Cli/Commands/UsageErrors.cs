using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Harness.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary>What is wrong with a command line, before any command runs.</summary>
internal static class UsageErrors
{
    /// <summary>One sentence per mistake; none if the command can run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Action is ParseErrorAction) return Described(parsed);
        var command = parsed.CommandResult;
        return [.. command.Children.Where(IsEmpty).Select(child => $"{NameOf(child)} must not be empty."), .. MistakenOptions(command)];
    }

    // An option that a command does not have is taken for one of its files, where it takes several.
    private static IEnumerable<string> MistakenOptions(CommandResult command) => command.Children.OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens)
        .Where(token => token.Value.StartsWith("--", StringComparison.Ordinal) && !Path.Exists(token.Value))
        .Select(token => $"Unknown option '{token.Value}'.{Suggestion.DidYouMean(token.Value, OptionsOf(command))}");

    /// <summary>The command that was used, with the commands above it: <c>harness weights show</c>.</summary>
    public static string CommandPath(CommandResult command) =>
        command.Parent is CommandResult above ? $"{CommandPath(above)} {command.Command.Name}" : command.Command.Name;

    // A misspelt command is also a missing one; the first message is enough.
    private static List<string> Described(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(sub => sub.Name).Concat(OptionsOf(parsed.CommandResult)).ToList();
        if (parsed.UnmatchedTokens.Count == 0)
        {
            return command.Action is null
                ? [$"A command is missing: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."]
                : [.. parsed.Errors.Select(error => error.Message).Distinct()];
        }
        var unknown = parsed.UnmatchedTokens.Select(token => $"Unknown command or option '{token}'.{Suggestion.DidYouMean(token, known)}");
        return [.. unknown, .. parsed.Errors.Where(error => error.SymbolResult is not CommandResult).Select(error => error.Message)];
    }

    // The command's own options, and the recursive ones of the commands above it.
    private static IEnumerable<string> OptionsOf(CommandResult command)
    {
        foreach (var option in command.Command.Options) yield return option.Name;
        for (var above = command.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
        {
            foreach (var option in above.Command.Options.Where(option => option.Recursive)) yield return option.Name;
        }
    }

    // No path, name or number of Harness is empty; .NET would throw on an empty path, far from the option that gave it.
    private static bool IsEmpty(SymbolResult result) => result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value));

    private static string NameOf(SymbolResult result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => $"The argument <{argument.Argument.Name}>",
        _ => "An argument",
    };
}
