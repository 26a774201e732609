using System.Globalization;
using Harness.Diagnostics;
using Harness.Files;
using Harness.Results;

namespace Harness.Running.Measuring;

/// <summary>The record of how often the test images of a results folder have been opened: <c>test-openings.csv</c>, which grows by a line each time.</summary>
/// <remarks>Looking at test images, changing something and looking again means choosing by them; the number shows readers how far that went.</remarks>
internal static class TestOpenings
{
    private const string Header = "opened,networks";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Reads the times of all openings.</summary>
    /// <param name="folder">The results folder.</param>
    /// <returns>In the order in which they were written; none if the images were never opened.</returns>
    /// <exception cref="HarnessException">The file cannot be read, or is not such a record.</exception>
    public static IReadOnlyList<DateTimeOffset> Read(string folder) => [.. Lines(folder).Select(line => Parse(line, folder))];

    /// <summary>Records that the images are opened now, before the first of them is read: a run that is stopped after this has also opened them.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="networks">On how many networks something is measured.</param>
    /// <returns>The time that was written.</returns>
    /// <exception cref="HarnessException">The file cannot be written.</exception>
    public static DateTimeOffset Add(string folder, int networks)
    {
        // As exact as what is written, so that it identifies what was measured later.
        var now = DateTimeOffset.UtcNow;
        var opened = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        var line = string.Create(CultureInfo.InvariantCulture, $"{opened.ToString(TimeFormat, CultureInfo.InvariantCulture)},{networks}");
        string[] lines = [Header, .. Lines(folder), line];
        AtomicFile.Write(
            Path.Combine(folder, ResultFileNames.TestOpenings), "Free some disk space, or choose another results folder: the test images stay closed until their opening can be recorded.",
            temporary => File.WriteAllText(temporary, string.Concat(lines.Select(one => one + "\n"))));
        return opened;
    }

    private static IEnumerable<string> Lines(string folder)
    {
        var path = Path.Combine(folder, ResultFileNames.TestOpenings);
        if (!File.Exists(path)) return [];
        try
        {
            return File.ReadAllLines(path).Skip(1).Where(line => line.Length > 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"'{path}' cannot be read: {exception.Message}", "Check its permissions and that its disk is available.", exception);
        }
    }

    private static DateTimeOffset Parse(string line, string folder) =>
        DateTimeOffset.TryParseExact(line.Split(',')[0], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var opened)
            ? opened
            : throw new HarnessException(
                $"'{Path.Combine(folder, ResultFileNames.TestOpenings)}' has a line that does not begin with a time: '{line}'.", "Restore the file: it says how often the test images have been opened.");
}
