using System.Text.Json;
using Harness.Diagnostics;
using Harness.Files;
using Harness.Planning;
using Harness.Results;
using Harness.Training.State;

namespace Harness.Storage;

/// <summary>Finished epochs in a folder, one folder per epoch, which appears by a single rename: a kill at any moment leaves it complete or absent.</summary>
/// <remarks>
/// <c>ab/abcd…/epoch.json</c> has results and the hashes of the other files, <c>predictions.safetensors</c> and <c>state.safetensors</c> the rest.
/// <c>test.json</c> comes later, where the network of the epoch was measured on test images.
/// Many processes on many machines may share one store: the first process to finish an epoch stores it, and equal copies by others are dropped. All of it is done by
/// renaming, which is one step on NFS, too; there are no locks.
/// </remarks>
public sealed class DirectoryEpochStore : IEpochStore
{
    // The numbers of the operating systems' errors: ENOSPC, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private const int NoSpace = 28;
    private const int ErrorHandleDiskFull = 39;
    private const int ErrorDiskFull = 112;

    // Each time, another process has put a damaged copy into the place meanwhile.
    private const int MaximumTries = 10;
    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    private readonly StoreLayout _layout;
    private readonly Plan? _user;
    private readonly StoreUse? _use;

    /// <summary>Opens a store, created if it does not exist.</summary>
    /// <param name="root">Its folder.</param>
    /// <param name="user">The plan that is run, whose epochs are not pruned until the store is disposed; null for reading only.</param>
    /// <exception cref="HarnessException">The folder cannot be made or written.</exception>
    public DirectoryEpochStore(string root, Plan? user = null)
    {
        _layout = new StoreLayout(Path.GetFullPath(root));
        _user = user;
        if (File.Exists(_layout.Root)) throw new HarnessException($"The store of finished epochs '{_layout.Root}' is a file.", "Name a folder with --store PATH.");
        Writing(() =>
        {
            Directory.CreateDirectory(_layout.Incoming);
            RemoveAbandoned();
        });
        if (user is not null) _use = StoreUse.Begin(_layout, user);
    }

    private DirectoryEpochStore(StoreLayout layout) => _layout = layout;

    /// <summary>Opens a store that exists, without touching anything in it.</summary>
    /// <param name="root">Its folder.</param>
    /// <returns>The store.</returns>
    /// <exception cref="HarnessException">There is no such folder.</exception>
    public static DirectoryEpochStore OpenForReading(string root) => Directory.Exists(root)
        ? new(new StoreLayout(Path.GetFullPath(root)))
        : throw new HarnessException($"The store of finished epochs '{root}' does not exist.", "Put it back, or run the suite again: it trains what is missing.");

    /// <inheritdoc/>
    public EpochSummary? FindSummary(string key) => Reading(key, files => files.Describe(key) switch
    {
        { Failure: { } failure } => new EpochSummary(null, failure),
        { Result: { } result } => new EpochSummary(result, null),
        _ => null,
    });

    /// <inheritdoc/>
    public EpochRecord? Find(string key) => Reading(key, files =>
    {
        if (files.Describe(key) is not { } file) return null;
        if (file.Failure is not null) return EpochRecord.Failed(file.Failure);
        if (file.Result is null || files.Verified(file, StoredFiles.Predictions) is not { } path) return null;
        return Read(path, EpochTensors.ReadPredictions) is { } predictions ? EpochRecord.Finished(file.Result, predictions) : null;
    });

    /// <inheritdoc/>
    public TrainingState? LoadState(string key) => Reading(
        key, files => files.Describe(key) is { } file && files.Verified(file, StoredFiles.State) is { } path ? Read(path, EpochTensors.ReadState) : null);

    /// <inheritdoc/>
    public void Save(EpochNode node, EpochRecord record, TrainingState? state) => Writing(() =>
    {
        var files = new StoredFiles(_layout.NewIncoming());
        Directory.CreateDirectory(files.Folder);
        try
        {
            WriteFiles(files, node, record, state);
            MoveIntoPlace(files, node.Key);
        }
        finally
        {
            FileRemoval.DeleteIfPossible(files.Folder);
        }
    });

    /// <inheritdoc/>
    public TestResult? FindTest(string key) => Reading(key, files => files.ReadTest());

    /// <inheritdoc/>
    public void SaveTest(EpochNode node, TestResult result) => Writing(() =>
    {
        var files = _layout.OfEpoch(node.Key);
        var temporary = _layout.NewIncoming();
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                JsonSerializer.Serialize(stream, TestFile.Of(result), TestFileFormat.Default.TestFile);
                stream.Flush(flushToDisk: true);
            }
            Directory.CreateDirectory(files.Folder);
            File.Move(temporary, files.PathOf(StoredFiles.Test), overwrite: true);
        }
        finally
        {
            FileRemoval.DeleteIfPossible(temporary);
        }
    });

    /// <inheritdoc/>
    public void Dispose() => _use?.Dispose();

    private void WriteFiles(StoredFiles files, EpochNode node, EpochRecord record, TrainingState? state)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (state is not null)
        {
            EpochTensors.WritePredictions(files.PathOf(StoredFiles.Predictions), record.Predictions);
            EpochTensors.WriteState(files.PathOf(StoredFiles.State), state);
            foreach (var name in (string[])[StoredFiles.Predictions, StoredFiles.State]) hashes[name] = StoredFiles.Hash(files.PathOf(name));
        }
        var file = new EpochFile
        {
            Key = node.Key,
            Parent = node.Parent?.Key,
            Techniques = node.Techniques,
            Suite = _user?.Suite.Name,
            Backbone = _user?.Suite.Backbone,
            Seed = node.Seed,
            Epoch = node.Epoch,
            Result = record.Result,
            Failure = record.Failure,
            Files = hashes,
        };
        using var stream = new FileStream(files.PathOf(StoredFiles.Description), FileMode.CreateNew);
        JsonSerializer.Serialize(stream, file, EpochFileFormat.Default.EpochFile);
        stream.Flush(flushToDisk: true);
    }

    // A folder that exists refuses the rename. It is another process's equal copy, unless it is damaged, which is why this epoch was run again. A rename that
    // is reported as failed though it was done, as an NFS server may do when asked twice, looks the same.
    private void MoveIntoPlace(StoredFiles files, string key)
    {
        var place = _layout.OfEpoch(key);
        Directory.CreateDirectory(Path.GetDirectoryName(place.Folder)!);
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Move(files.Folder, place.Folder);
                return;
            }
            catch (IOException) when (place.IsWhole(key))
            {
                files.HandOnTest(place);
                return;
            }
            catch (IOException) when (tries < MaximumTries)
            {
                // A damaged copy is there, or was until another process removed it a moment ago; or, on Windows, a program has a new file open, such as a scanner for
                // viruses, which takes moments. Any other cause will show again.
                TakeAway(place, key, files);
                Thread.Sleep(PauseBetweenTries * tries);
            }
        }
    }

    // Aside first and then looked at again: between the first look and the rename, another process may have put a whole copy there. What was measured on test images
    // continues to the copy that takes the place: it has the same key, and so the same network, and the images need not be opened once more.
    private void TakeAway(StoredFiles place, string key, StoredFiles successor)
    {
        var aside = new StoredFiles(_layout.NewIncoming());
        try
        {
            Directory.Move(place.Folder, aside.Folder);
            if (aside.IsWhole(key)) Directory.Move(aside.Folder, place.Folder);
            else aside.HandOnTest(successor);
        }
        catch (IOException)
        {
            // Another process took it away, or has put its own into the place.
        }
        FileRemoval.DeleteIfPossible(aside.Folder);
    }

    // What was there a moment ago may have been removed.
    private static T? Read<T>(string path, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(path);
        }
        catch (HarnessException) when (!File.Exists(path))
        {
            return null;
        }
        catch (IOException exception) when (StoredFiles.IsGone(exception))
        {
            return null;
        }
    }

    private void RemoveAbandoned()
    {
        foreach (var entry in new DirectoryInfo(_layout.Incoming).EnumerateFileSystemInfos())
        {
            // Another process that begins does the same.
            if (DateTime.UtcNow - entry.LastWriteTimeUtc > AbandonedAfter) FileRemoval.DeleteIfPossible(entry.FullName);
        }
    }

    // What does not exist is not an error here; what exists but cannot be read would be trained again in vain.
    private T? Reading<T>(string key, Func<StoredFiles, T?> read)
        where T : class
    {
        var files = _layout.OfEpoch(key);
        try
        {
            return read(files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"'{files.Folder}' in the store of finished epochs cannot be read: {exception.Message}", "Check its permissions and that its disk is available, or use another folder with --store PATH.", exception);
        }
    }

    private void Writing(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(exception, exception);
        }
        catch (HarnessException exception) when (exception.InnerException is IOException or UnauthorizedAccessException)
        {
            // It names a file of a folder that is gone by now; what matters is the store.
            throw NotWritable(exception.InnerException, exception);
        }
    }

    private HarnessException NotWritable(Exception reason, Exception inner) => new(
        $"The store of finished epochs '{_layout.Root}' cannot be written: {(IsFullDisk(reason) ? "the disk is full" : reason.Message)}",
        "Free some space or fix the permissions, then run the same command again: finished epochs are kept, and the run continues after them. "
        + "--store PATH uses another folder.",
        inner);

    private static bool IsFullDisk(Exception exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) is ErrorHandleDiskFull or ErrorDiskFull : exception.HResult == NoSpace;
}
