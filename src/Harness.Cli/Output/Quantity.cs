using System.Globalization;

namespace Harness.Cli.Output;

/// <summary>Numbers with their nouns.</summary>
internal static class Quantity
{
    /// <summary><c>1 technique</c>, <c>3 techniques</c>.</summary>
    public static string Of(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
