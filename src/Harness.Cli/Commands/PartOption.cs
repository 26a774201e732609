using System.CommandLine;
using System.Globalization;
using Harness.Running.Parts;

namespace Harness.Cli.Commands;

/// <summary>The option that says which part of a suite to train.</summary>
internal static class PartOption
{
    private const string Name = "--part";

    /// <summary>Makes the option; null if it is not given.</summary>
    public static Option<PartChoice?> Create() => OneValue.Option(
        Name,
        "Train only part K of N, for several machines that share a store; 'harness report' joins them.",
        "k/n",
        $"K/N with whole numbers, K from 1 to N, for example {Name} 1/4",
        Parse);

    private static PartChoice? Parse(string text) =>
        text.Split('/') is [var number, var count] && Read(number) is { } k && Read(count) is { } n && k <= n ? new(k, n) : null;

    private static int? Read(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
