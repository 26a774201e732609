using System.CommandLine;
using System.CommandLine.Parsing;

namespace Harness.Cli.Commands;

/// <summary>Options that take one value of a certain form and say so when they get something else.</summary>
internal static class OneValue
{
    /// <summary>Makes an option; null where it is not given.</summary>
    /// <typeparam name="T">What is read, a type that may be null.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="helpName">What the help calls the value.</param>
    /// <param name="words">What the value must be, as messages say it: <c>a number of minutes</c>.</param>
    /// <param name="parse">Reads the value; null where it is something else.</param>
    public static Option<T> Option<T>(string name, string description, string helpName, string words, Func<string, T> parse) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Read(result, name, words, parse),
    };

    private static T? Read<T>(ArgumentResult result, string name, string words, Func<string, T> parse)
    {
        if (result.Tokens is not [var token]) return default;
        if (parse(token.Value) is { } value) return value;
        result.AddError($"{name} must be {words}, not '{token.Value}'.");
        return default;
    }
}
