using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace Harness.Tests.Fuzzing;

/// <summary>Gives readers of outside bytes what they are never given on purpose: good files with bits turned, bytes replaced, parts cut out, doubled or put
/// elsewhere, and numbers at the edges of their ranges. The same every time; <c>HARNESS_FUZZ_SEED</c> asks for others, <c>HARNESS_FUZZ_COUNT</c> for more or fewer.</summary>
internal static class Mutations
{
    private const int MostEdits = 4;

    /// <summary>What is put into binary files.</summary>
    public static readonly byte[][] Numbers =
    [
        [0], [0xFF], [0x7F], [0x80], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0x80, 0, 0, 0],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0, 1, 0, 0],
    ];

    /// <summary>What is put into text files.</summary>
    public static readonly byte[][] Words =
    [
        .. new[] { "-", ":", ": ", "\n", "\n  ", "[", "]", "{", "}", ",", "\"", "'", "#", "&a ", "*a", "<<: ", "~", "null", "true", "0", "-1", "1e999", "nan", ".inf", "99999999999999999999", "0x10", "|\n", "\t", "\u00e9", "\u0000" }
            .Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>How many inputs a reader gets.</summary>
    public static int Count { get; } = Number("HARNESS_FUZZ_COUNT") ?? 10_000;

    private static int Seed => Number("HARNESS_FUZZ_SEED") ?? 1;

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads mutations of good files on all cores.</summary>
    /// <param name="good">Files that can be read.</param>
    /// <param name="read">Reads an input; returns whether it could, and throws nothing.</param>
    /// <param name="output">Notified of how many could be read and how long the slowest took.</param>
    /// <param name="edges">What is put into them: <see cref="Numbers"/> unless other is said.</param>
    /// <param name="count">How many inputs; null for <see cref="Count"/>.</param>
    public static void Run(IReadOnlyList<byte[]> good, Func<byte[], bool> read, ITestOutputHelper output, byte[][]? edges = null, int? count = null)
    {
        var inputs = count ?? Count;
        var (readable, slowest, slowestInput) = (0, TimeSpan.Zero, -1);
        var seed = Seed;
        Parallel.For(0, inputs, index =>
        {
            var watch = Stopwatch.StartNew();
            var input = Mutate(good, edges ?? Numbers, new Random(unchecked((seed * 1_000_003) + index)));
            try
            {
                if (read(input)) Interlocked.Increment(ref readable);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Input {index} of seed {seed} ({Convert.ToBase64String(input)[..Math.Min(200, input.Length)]}…): {exception.GetType().Name}: {exception.Message}", exception);
            }
            lock (good)
            {
                if (watch.Elapsed > slowest) (slowest, slowestInput) = (watch.Elapsed, index);
            }
        });
        output.WriteLine($"{readable} of {inputs} inputs of seed {seed} can be read; the slowest, {slowestInput}, took {slowest.TotalMilliseconds:0} ms.");
        Assert.NotEqual(inputs, readable);
    }

    private static byte[] Mutate(IReadOnlyList<byte[]> good, byte[][] edges, Random random)
    {
        List<byte> bytes = [.. good[random.Next(good.Count)]];
        for (var edit = random.Next(1, MostEdits + 1); edit > 0; edit--) Edit(bytes, good, edges, random);
        return [.. bytes];
    }

    private static void Edit(List<byte> bytes, IReadOnlyList<byte[]> good, byte[][] edges, Random random)
    {
        if (bytes.Count == 0) bytes.Add(0);
        // Half of the edits are where headers are.
        var place = random.Next(random.Next(2) == 0 ? Math.Min(64, bytes.Count) : bytes.Count);
        var length = Math.Min(random.Next(1, 33), bytes.Count - place);
        switch (random.Next(8))
        {
            case 0: bytes[place] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[place] = edges[random.Next(edges.Length)][0]; break;
            case 2: Replace(bytes, place, edges[random.Next(edges.Length)]); break;
            case 3: bytes.RemoveRange(place, length); break;
            case 4: bytes.InsertRange(place, bytes.GetRange(place, length)); break;
            case 5: bytes.RemoveRange(place, bytes.Count - place); break;
            case 6: bytes.InsertRange(place, edges[random.Next(edges.Length)]); break;
            default: Replace(bytes, place, Part(good[random.Next(good.Count)], random)); break;
        }
    }

    private static void Replace(List<byte> bytes, int place, byte[] by)
    {
        bytes.RemoveRange(place, Math.Min(by.Length, bytes.Count - place));
        bytes.InsertRange(place, by);
    }

    private static byte[] Part(byte[] other, Random random)
    {
        var begin = random.Next(other.Length);
        return other[begin..Math.Min(other.Length, begin + random.Next(1, 65))];
    }
}
