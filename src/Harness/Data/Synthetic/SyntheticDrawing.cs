using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Harness.Diagnostics;
using Harness.Files;
using Harness.Synthetic;

namespace Harness.Data.Synthetic;

/// <summary>Draws all images into a folder beside the wanted one, which it replaces when complete.</summary>
/// <param name="folder">The wanted folder.</param>
/// <param name="settings">What to draw.</param>
/// <param name="replaces">Whether to replace whatever is there; otherwise only an empty folder or none.</param>
/// <param name="progress">Notified of how many images of how many are drawn, from several threads; null for none.</param>
/// <param name="cancellation">Ends the drawing.</param>
internal sealed class SyntheticDrawing(
    string folder, SyntheticSettings settings, bool replaces, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
{
    private const string UnfinishedMark = ".unfinished";
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    private readonly string _unfinished = UnfinishedFolder(folder);
    private int _done;

    /// <summary>Draws on as many threads as there are cores; the images do not depend on it.</summary>
    /// <returns>Whether the images are the ones drawn here: false when another process put a complete set into the folder in the meantime.</returns>
    public bool Run() => Run(Environment.ProcessorCount);

    /// <summary>Draws on a number of threads.</summary>
    public bool Run(int workers)
    {
        CheckSettings();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            RemoveLeftovers();
            WriteAll(workers);
            return TakePlace();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"The images cannot be drawn into '{folder}': {exception.Message}",
                "Free some disk space, or name a writable folder. Nothing half-drawn is left behind.", exception);
        }
        finally
        {
            // A folder of this name that stays is never taken for images; a later run tries again.
            FileRemoval.DeleteIfPossible(_unfinished);
        }
    }

    private void CheckSettings()
    {
        if (settings.ImagesPerClass is < 1 or > SyntheticSettings.MostImagesPerClass)
            throw new HarnessException(
                $"{settings.ImagesPerClass} images per class cannot be drawn.",
                $"Ask for 1 to {SyntheticSettings.MostImagesPerClass}.");
        if (settings.Size is < SyntheticSettings.LeastSize or > SyntheticSettings.GreatestSize)
            throw new HarnessException(
                $"Images of {settings.Size} pixels cannot be drawn.",
                $"Ask for {SyntheticSettings.LeastSize} to {SyntheticSettings.GreatestSize}.");
    }

    private void WriteAll(int workers)
    {
        foreach (var name in SyntheticFiles.ClassFolders) Directory.CreateDirectory(Path.Combine(_unfinished, name));
        var images = SyntheticFiles.List(settings);
        var hashes = new string[images.Count];
        RunParallel(images.Count, workers, index =>
        {
            var jpeg = SyntheticImage.DrawJpeg(images[index].Label, images[index].Number, settings.Size, settings.Seed);
            File.WriteAllBytes(Path.Combine(_unfinished, images[index].Path), jpeg);
            hashes[index] = Convert.ToHexStringLower(SHA256.HashData(jpeg));
            progress?.Report((Interlocked.Increment(ref _done), images.Count));
        });
        var lines = images.Select((image, index) => SyntheticFiles.Line(image.Path, hashes[index])).ToList();
        var description = new SyntheticDescription
        {
            GeneratorVersion = SyntheticDataset.GeneratorVersion,
            Settings = settings,
            Images = images.Count,
            Sha256 = SyntheticFiles.Hash(lines),
        };
        File.WriteAllBytes(Path.Combine(_unfinished, SyntheticFiles.ListName), SyntheticFiles.Encode(lines));
        File.WriteAllBytes(Path.Combine(_unfinished, SyntheticDescription.FileName), description.ToJson());
    }

    private void RunParallel(int count, int workers, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, body);
        }
        catch (AggregateException exception)
        {
            // A full disk stops every worker; one error is enough.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    // Whether the images are those that were just drawn; false when another process put the same there in the meantime.
    private bool TakePlace()
    {
        if (replaces) return Replace();
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder);
            Directory.Move(_unfinished, folder);
            return true;
        }
        catch (IOException)
        {
            if (SyntheticDataset.IsFree(folder)) throw;
            // Another process was faster, and its images may already be in use: they stay, and this copy is deleted.
            SyntheticDataset.Verify(folder, settings);
            return false;
        }
    }

    private bool Replace()
    {
        var replaced = UnfinishedFolder(folder);
        if (Directory.Exists(folder)) Directory.Move(folder, replaced);
        Directory.Move(_unfinished, folder);
        FileRemoval.DeleteIfPossible(replaced);
        return true;
    }

    // A separate name for every run, on every machine that may share the disk.
    private static string UnfinishedFolder(string folder) => $"{folder}.{Guid.NewGuid():N}{UnfinishedMark}";

    /// <summary>Removes what killed runs left long ago. Whether runs on other machines are alive cannot be checked, but one that draws keeps writing.</summary>
    public void RemoveLeftovers()
    {
        // One that cannot be read is left where it is, as if it were new.
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
        var parent = new DirectoryInfo(Path.GetDirectoryName(folder)!);
        foreach (var leftover in parent.EnumerateDirectories($"{Path.GetFileName(folder)}.*{UnfinishedMark}", options))
        {
            if (DateTime.UtcNow - LastWritten(leftover) > AbandonedAfter) FileRemoval.DeleteIfPossible(leftover.FullName);
        }
    }

    // Every image that is added changes the time of its class folder, not that of the folder above.
    private static DateTime LastWritten(DirectoryInfo leftover)
    {
        try
        {
            return leftover.EnumerateDirectories().Append(leftover).Max(part => part.LastWriteTimeUtc);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process that draws there has just finished, or it belongs to another user: it is left alone.
            return DateTime.UtcNow;
        }
    }
}
