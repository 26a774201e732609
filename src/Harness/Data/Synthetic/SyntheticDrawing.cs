using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Harness.Diagnostics;
using Harness.Experiments;

namespace Harness.Data.Synthetic;

/// <summary>Draws all images into a folder beside the wanted one, which takes its place when it is whole.</summary>
internal sealed class SyntheticDrawing(
    string folder, SyntheticSettings settings, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
{
    private readonly string _unfinished = $"{folder}.{Environment.ProcessId}{UnfinishedMark}";
    private int _done;

    private const string UnfinishedMark = ".unfinished";

    /// <summary>Draws on as many threads as there are cores; the images do not depend on it.</summary>
    public void Run() => Run(Environment.ProcessorCount);

    /// <summary>Draws on a number of threads.</summary>
    public void Run(int workers)
    {
        CheckSettings();
        try
        {
            RemoveLeftovers();
            WriteAll(workers);
            TakePlace();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"The images cannot be drawn into '{folder}': {exception.Message}",
                "Make room on the disk, or name a folder that can be written. Nothing half-drawn is left.", exception);
        }
        finally
        {
            Remove(_unfinished);
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
            // A full disk stops every worker; one of them says enough.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private void TakePlace()
    {
        var replaced = $"{folder}.{Environment.ProcessId}.replaced{UnfinishedMark}";
        if (Directory.Exists(folder)) Directory.Move(folder, replaced);
        Directory.Move(_unfinished, folder);
        Remove(replaced);
    }

    // What a killed run left; the folders of runs that live are theirs.
    private void RemoveLeftovers()
    {
        var parent = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(parent);
        foreach (var leftover in Directory.EnumerateDirectories(parent, $"{Path.GetFileName(folder)}.*{UnfinishedMark}"))
        {
            var owner = Path.GetFileName(leftover)[(Path.GetFileName(folder).Length + 1)..].Split('.')[0];
            if (int.TryParse(owner, out var process) && (process == Environment.ProcessId || !IsAlive(process))) Remove(leftover);
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder of this name is never taken for images; the next run tries again.
        }
    }
}
