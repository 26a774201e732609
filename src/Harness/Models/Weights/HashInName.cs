using System.Text.RegularExpressions;

namespace Harness.Models.Weights;

/// <summary>The hash that a weight file's name carries, as in <c>resnet34-b627a593.pth</c>.</summary>
/// <remarks>
/// Source of the convention: <c>check_hash</c> in the documentation of torch.hub. There the caller requests the check; here the name alone does. So
/// only the usual eight digits and whole hashes count, not the twelve that a UUID ends in, and eight without a letter, as in
/// <c>mine-20261121.pth</c>, are taken for a date.
/// </remarks>
internal static partial class HashInName
{
    /// <summary>Looks for a hash at the end of a file's name.</summary>
    /// <param name="path">The file, which need not exist.</param>
    /// <returns>How the SHA-256 of the file begins, in lower-case hexadecimal digits; null when the name says nothing of it.</returns>
    public static string? Of(string path)
    {
        var match = Ending().Match(Path.GetFileNameWithoutExtension(path));
        return match.Success && match.Value.AsSpan().ContainsAnyInRange('a', 'f') && match.Value.AsSpan().ContainsAnyInRange('0', '9')
            ? match.Groups[1].Value
            : null;
    }

    [GeneratedRegex("-([0-9a-f]{8}|[0-9a-f]{64})$")]
    private static partial Regex Ending();
}
