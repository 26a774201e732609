using System.Text.Json;
using Harness.Diagnostics;
using Harness.Files;
using Harness.Results;

namespace Harness.Running.Parts;

/// <summary><c>parts.json</c> in a results folder: the first part records what it is a part of, the others are checked against it, and a report of all removes it.</summary>
internal static class PartsFile
{
    /// <summary>The description of trained parts that no report has joined yet.</summary>
    /// <param name="folder">The results folder.</param>
    /// <returns>The description; null if there are none.</returns>
    /// <exception cref="HarnessException">The file cannot be read.</exception>
    public static PartsDescription? Find(string folder) => File.Exists(PathIn(folder)) ? Read(PathIn(folder)) : null;

    /// <summary>Says that parts are not joined because they belong to another plan.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="difference">What differs.</param>
    /// <returns>Some sentences.</returns>
    public static string OfAnotherPlan(string folder, string difference) =>
        $"The parts in '{folder}' are not of this plan: they are not joined, and test images stay closed. What differs: {difference}. "
        + $"'harness report' with the suite and options of the parts joins them; if they are no longer needed, delete '{PathIn(folder)}' while no part runs.";

    /// <summary>Writes the file, or compares with what is there.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="mine">What this process would train a part of.</param>
    /// <param name="cancellation">Ends the waiting for another process that writes it.</param>
    /// <exception cref="HarnessException">Other parts in this folder belong to another plan, or the file cannot be read or written.</exception>
    public static void Hold(string folder, PartsDescription mine, CancellationToken cancellation)
    {
        var path = PathIn(folder);
        try
        {
            using var held = LockFile.Await(Path.Combine(folder, $".{ResultFileNames.Parts}.lock"), cancellation);
            if (!File.Exists(path)) Write(path, mine);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The results folder '{folder}' cannot be written: {exception.Message}", "Choose another with --out PATH.", exception);
        }
        if (mine.DifferenceFrom(Read(path)) is not { } difference) return;
        throw new HarnessException(
            $"The parts in '{folder}' are not of the same plan as this one. What differs: {difference}.",
            $"Give every part the same suite and options, including --threads and --device if machines differ. For another comparison, name another folder with --out PATH; "
            + $"if the suite was changed on purpose, delete '{path}' while no part runs.");
    }

    /// <summary>Removes the file.</summary>
    /// <param name="folder">The results folder; no part may be training in it.</param>
    /// <exception cref="HarnessException">It cannot be removed.</exception>
    public static void Remove(string folder) => FileRemoval.Delete(PathIn(folder), "Close the program that holds it, and check its permissions and that its disk is available.");

    private static string PathIn(string folder) => Path.Combine(folder, ResultFileNames.Parts);

    private static void Write(string path, PartsDescription description) => AtomicFile.Write(path, "Free some disk space, or choose another folder with --out PATH.", temporary =>
    {
        using var stream = new FileStream(temporary, FileMode.Create);
        JsonSerializer.Serialize(stream, description, PartsFormat.Default.PartsDescription);
    });

    private static PartsDescription Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), PartsFormat.Default.PartsDescription) ?? throw NotReadable("it is empty", null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw NotReadable(exception.Message, exception);
        }

        HarnessException NotReadable(string reason, Exception? inner) =>
            new($"'{path}' cannot be read: {reason}", "Delete it while no part runs; the next part writes it again.", inner);
    }
}
