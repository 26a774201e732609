using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>What a split keeps together: each image by itself, or all images of a group, such as those of one patient.</summary>
/// <param name="images">All images, in ordinal order of their paths.</param>
/// <param name="settings">The rule.</param>
/// <param name="hashes">The hash of each image; null while they are not known. Groups with copies of the same image are joined, if copies stay together.</param>
internal sealed class SplitUnits(IReadOnlyList<ListedImage> images, SplitSettings settings, IReadOnlyList<string>? hashes)
{
    private const int Shown = 5;

    /// <summary>The units in the order in which they are held out: by the paths of their first images, or at random.</summary>
    /// <returns>The indices of the images of each.</returns>
    /// <exception cref="HarnessException">The suite's expression finds no group in some paths; the first of them are named.</exception>
    public List<int[]> InOrder()
    {
        var units = settings.Group is null ? Single() : Groups(settings.Group);
        if (settings.Rule != SplitRule.First) units = [.. units.OrderBy(unit => HashOf(settings.Seed, unit.Key))];
        return units.ConvertAll(unit => unit.Members);
    }

    /// <summary>Reads the expression that finds a group in a path.</summary>
    /// <param name="expression">What the suite says.</param>
    /// <returns>An expression whose time grows with the length of the path alone.</returns>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It looks ahead or back, for which that cannot be promised.</exception>
    public static Regex Expression(string expression) => new(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private List<(string Key, int[] Members)> Single() => [.. images.Index().Select(image => (image.Item.Path, new[] { image.Index }))];

    private List<(string Key, int[] Members)> Groups(string expression)
    {
        var finder = Expression(expression);
        var keys = images.Select(image => Key(finder.Match(image.Path))).ToList();
        var without = images.Zip(keys).Where(pair => pair.Second is null).Select(pair => pair.First.Path).ToList();
        if (without.Count > 0)
        {
            throw new HarnessException(
                $"The split's group '{expression}' is not in the paths of {without.Count} of {images.Count} images: "
                    + string.Join(", ", without.Take(Shown).Select(path => $"'{path}'")) + (without.Count > Shown ? ", …" : "") + ".",
                "Change 'group' in the suite so that it finds in every path what the image belongs to: '^[^/]+/([^_]+)_' finds P07 in 'ill/P07_003.png'.");
        }
        var joined = settings.Duplicates == DuplicateRule.Together && hashes is not null ? Joined(keys!, hashes) : keys;
        return [.. joined.Index().GroupBy(pair => pair.Item!, pair => pair.Index, StringComparer.Ordinal).Select(group => (group.Key, group.ToArray()))];
    }

    // Groups with copies of the same image all get the key of the first.
    private static List<string?> Joined(List<string> keys, IReadOnlyList<string> hashes)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        string Root(string key)
        {
            while (first.TryGetValue(key, out var before)) key = before;
            return key;
        }
        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, hash) in keys.Zip(hashes))
        {
            if (holders.TryAdd(hash, key)) continue;
            var (one, other) = (Root(holders[hash]), Root(key));
            if (one != other) first[other] = one;
        }
        return keys.ConvertAll<string?>(Root);
    }

    private static string? Key(Match match) => match switch
    {
        { Success: false } => null,
        { Groups.Count: > 1 } => match.Groups[1].Length > 0 ? match.Groups[1].Value : null,
        _ => match.Value,
    };

    private static ulong HashOf(long seed, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{key}")), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
