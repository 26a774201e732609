using System.Security.Cryptography;
using System.Text.Json;
using Harness.Diagnostics;
using Harness.Files;
using Harness.Planning;
using Harness.Results;
using Harness.Training.State;

namespace Harness.Storage;

/// <summary>Finished epochs in a folder, one folder an epoch, which appears by a single rename: a kill at any moment leaves it whole or absent.</summary>
/// <remarks>
/// <c>ab/abcd…/stage.json</c> has results and the hashes of the other files, <c>predictions.safetensors</c> and <c>state.safetensors</c> the rest.
/// <c>test.json</c> comes later, where the network of the epoch was measured on test images.
/// Several processes may share one store: whoever finishes an epoch first has it, the others' equal copy is dropped.
/// </remarks>
public sealed class DirectoryEpochStore : IEpochStore
{
    private const string Description = "epoch.json";
    private const string Predictions = "predictions.safetensors";
    private const string Test = "test.json";
    private const string Incoming = "incoming";
    // What the operating systems' errors are numbered: ENOSPC, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private const int NoSpace = 28;
    private const int ErrorHandleDiskFull = 39;
    private const int ErrorDiskFull = 112;
    private const string State = "state.safetensors";
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    private readonly string _root;
    private readonly string _incoming;

    private DirectoryEpochStore(string root, string incoming) => (_root, _incoming) = (root, incoming);

    /// <summary>Opens a store, made if it is not there.</summary>
    /// <param name="root">Its folder.</param>
    /// <exception cref="HarnessException">The folder cannot be made or written.</exception>
    public DirectoryEpochStore(string root)
    {
        _root = Path.GetFullPath(root);
        if (File.Exists(_root)) throw new HarnessException($"The store of finished epochs '{_root}' is a file.", "Name a folder with --store PATH.");
        _incoming = Path.Combine(_root, Incoming);
        Writing(() =>
        {
            Directory.CreateDirectory(_incoming);
            RemoveAbandoned();
        });
    }

    /// <summary>Opens a store that is there, without touching anything in it.</summary>
    /// <param name="root">Its folder.</param>
    /// <returns>The store.</returns>
    /// <exception cref="HarnessException">There is no such folder.</exception>
    public static DirectoryEpochStore OpenForReading(string root) => Directory.Exists(root)
        ? new(root, Path.Combine(root, Incoming))
        : throw new HarnessException($"The store of finished epochs '{root}' is not there.", "Put it back, or run the suite again: it trains what is missing.");

    /// <inheritdoc/>
    public EpochRecord? Find(string key)
    {
        var file = ReadDescription(key);
        if (file is null) return null;
        if (file.Failure is not null) return EpochRecord.Failed(file.Failure);
        var path = VerifiedPath(key, file, Predictions);
        return path is null || file.Result is null ? null : EpochRecord.Finished(file.Result, EpochTensors.ReadPredictions(path));
    }

    /// <inheritdoc/>
    public TrainingState? LoadState(string key)
    {
        var path = ReadDescription(key) is { } file ? VerifiedPath(key, file, State) : null;
        return path is null ? null : EpochTensors.ReadState(path);
    }

    /// <inheritdoc/>
    public void Save(EpochNode node, EpochRecord record, TrainingState? state) => Writing(() =>
    {
        var folder = Path.Combine(_incoming, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            WriteFiles(folder, node, record, state);
            MoveIntoPlace(folder, FolderOf(node.Key));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    });

    /// <inheritdoc/>
    public TestResult? FindTest(string key)
    {
        var path = Path.Combine(FolderOf(key), Test);
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, EpochFileFormat.Default.TestResult);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void SaveTest(EpochNode node, TestResult result) => Writing(() => AtomicFile.Write(
        Path.Combine(FolderOf(node.Key), Test), "Make room on the disk.", temporary =>
        {
            using var stream = new FileStream(temporary, FileMode.Create);
            JsonSerializer.Serialize(stream, result, EpochFileFormat.Default.TestResult);
        }));

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held open between calls.
    }

    private static void WriteFiles(string folder, EpochNode node, EpochRecord record, TrainingState? state)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (state is not null)
        {
            EpochTensors.WritePredictions(Path.Combine(folder, Predictions), record.Predictions);
            EpochTensors.WriteState(Path.Combine(folder, State), state);
            foreach (var name in (string[])[Predictions, State]) hashes[name] = Hash(Path.Combine(folder, name));
        }
        var file = new EpochFile
        {
            Key = node.Key,
            Parent = node.Parent?.Key,
            Techniques = node.Techniques,
            Seed = node.Seed,
            Epoch = node.Epoch,
            Result = record.Result,
            Failure = record.Failure,
            Files = hashes,
        };
        using var stream = new FileStream(Path.Combine(folder, Description), FileMode.CreateNew);
        JsonSerializer.Serialize(stream, file, EpochFileFormat.Default.EpochFile);
        stream.Flush(flushToDisk: true);
    }

    private void MoveIntoPlace(string folder, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // What stands there is another process's equal copy, unless it is damaged, which is why this epoch was run again.
        if (Directory.Exists(target) && !IsWhole(Path.GetFileName(target))) Directory.Delete(target, recursive: true);
        try
        {
            if (!Directory.Exists(target)) Directory.Move(folder, target);
        }
        catch (IOException) when (IsWhole(Path.GetFileName(target)))
        {
            // Another process was faster; its copy is as good.
        }
    }

    private bool IsWhole(string key) =>
        ReadDescription(key) is { } file && file.Files.Keys.All(name => VerifiedPath(key, file, name) is not null);

    private EpochFile? ReadDescription(string key)
    {
        var path = Path.Combine(FolderOf(key), Description);
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            var file = JsonSerializer.Deserialize(stream, EpochFileFormat.Default.EpochFile);
            return file?.Key == key ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? VerifiedPath(string key, EpochFile file, string name)
    {
        var path = Path.Combine(FolderOf(key), name);
        return file.Files.TryGetValue(name, out var hash) && File.Exists(path) && Hash(path) == hash ? path : null;
    }

    private string FolderOf(string key) => Path.Combine(_root, key[..2], key);

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private void RemoveAbandoned()
    {
        foreach (var folder in new DirectoryInfo(_incoming).EnumerateDirectories())
        {
            if (DateTime.UtcNow - folder.LastWriteTimeUtc > AbandonedAfter) folder.Delete(recursive: true);
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
        $"The store of finished epochs '{_root}' cannot be written: {(IsFullDisk(reason) ? "the disk is full" : reason.Message)}",
        "Make room or mend the rights and run the same command again: finished epochs are kept, and it goes on behind them. "
        + "--store PATH uses another folder.",
        inner);

    private static bool IsFullDisk(Exception exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) is ErrorHandleDiskFull or ErrorDiskFull : exception.HResult == NoSpace;
}
