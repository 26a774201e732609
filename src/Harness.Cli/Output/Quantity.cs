using System.Globalization;

namespace Harness.Cli.Output;

/// <summary>Numbers with their nouns.</summary>
internal static class Quantity
{
    /// <summary><c>1 technique</c>, <c>3 techniques</c>.</summary>
    public static string Of(int count, string noun) => Of(count, noun, $"{noun}s");

    /// <summary><c>1 pass</c>, <c>3 passes</c>.</summary>
    public static string Of(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
