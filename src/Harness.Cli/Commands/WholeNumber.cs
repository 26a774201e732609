using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Harness.Cli.Commands;

/// <summary>Options that take whole numbers and say so when they get something else.</summary>
internal static class WholeNumber
{
    /// <summary>An option that takes one number between two limits; null if it is not given.</summary>
    public static Option<int?> Option(string name, string description, string helpName, int minimum = 1, int maximum = int.MaxValue) => OneValue.Option(
        name,
        description,
        helpName,
        maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}",
        text => Parse(text) is { } number && number >= minimum && number <= maximum ? (int?)number : null);

    /// <summary>An option that takes a seed; null if it is not given.</summary>
    public static Option<long?> Seed(string name, string description) =>
        OneValue.Option(name, description, "n", "a whole number of at least 0", text => Parse(text) is { } seed and >= 0 ? seed : (long?)null);

    /// <summary>An option that takes several numbers, separated by spaces or commas; null if it is not given.</summary>
    public static Option<long[]?> List(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "n n …",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => Several(result, name),
    };

    private static long[]? Several(ArgumentResult result, string name)
    {
        var words = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (words.Count == 0) result.AddError($"{name} must be whole numbers separated by spaces.");
        foreach (var word in words.Where(word => Parse(word) is null))
            result.AddError($"{name} must be whole numbers separated by spaces, for example {name} 0 1 2, not '{word}'.");
        return words.TrueForAll(word => Parse(word) is not null) ? words.ConvertAll(word => Parse(word)!.Value).ToArray() : null;
    }

    private static long? Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
