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
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    private readonly StoreLayout _layout;
    private readonly StoreAccess _access;
    private readonly Plan? _user;
    private readonly StoreUse? _use;

    /// <summary>Opens a store, created if it does not exist.</summary>
    /// <param name="root">Its folder.</param>
    /// <param name="user">The plan that is run, whose epochs are not pruned until the store is disposed; null for reading only.</param>
    /// <exception cref="HarnessException">The folder cannot be made or written.</exception>
    public DirectoryEpochStore(string root, Plan? user = null)
        : this(new StoreLayout(Path.GetFullPath(root)))
    {
        _user = user;
        if (File.Exists(_layout.Root)) throw new HarnessException($"The store of finished epochs '{_layout.Root}' is a file.", "Name a folder with --store PATH.");
        _access.Write(() =>
        {
            Directory.CreateDirectory(_layout.Incoming);
            RemoveAbandoned();
        });
        if (user is not null) _use = StoreUse.Begin(_layout, user);
    }

    private DirectoryEpochStore(StoreLayout layout) => (_layout, _access) = (layout, new StoreAccess(layout));

    /// <summary>Opens a store that exists, without touching anything in it.</summary>
    /// <param name="root">Its folder.</param>
    /// <returns>The store.</returns>
    /// <exception cref="HarnessException">There is no such folder.</exception>
    public static DirectoryEpochStore OpenForReading(string root) => Directory.Exists(root)
        ? new(new StoreLayout(Path.GetFullPath(root)))
        : throw new HarnessException($"The store of finished epochs '{root}' does not exist.", "Put it back, or run the suite again: it trains what is missing.");

    /// <inheritdoc/>
    public EpochSummary? FindSummary(string key) => _access.Read(key, files => files.Describe(key) switch
    {
        { Failure: { } failure } => new EpochSummary(null, failure),
        { Result: { } result } => new EpochSummary(result, null),
        _ => null,
    });

    /// <inheritdoc/>
    public EpochRecord? Find(string key) => _access.Read(key, files =>
    {
        if (files.Describe(key) is not { } file) return null;
        if (file.Failure is not null) return EpochRecord.Failed(file.Failure);
        if (file.Result is null || files.Read(file, StoredFiles.Predictions, EpochTensors.ReadPredictions) is not { } predictions) return null;
        return EpochRecord.Finished(file.Result, predictions);
    });

    /// <inheritdoc/>
    public TrainingState? LoadState(string key) => _access.Read(
        key, files => files.Describe(key) is { } file ? files.Read(file, StoredFiles.State, EpochTensors.ReadState) : null);

    /// <inheritdoc/>
    public void Save(EpochNode node, EpochRecord record, TrainingState? state) => _access.Write(() =>
    {
        var files = new StoredFiles(_layout.NewIncoming());
        Directory.CreateDirectory(files.Folder);
        try
        {
            WriteFiles(files, node, record, state);
            new EpochPlacement(_layout).Move(files, node.Key);
        }
        finally
        {
            FileRemoval.DeleteIfPossible(files.Folder);
        }
    });

    /// <inheritdoc/>
    public TestResult? FindTest(string key) => _access.Read(key, files => files.ReadTest());

    /// <inheritdoc/>
    public void SaveTest(EpochNode node, TestResult result) => _access.Write(() =>
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

    private void RemoveAbandoned()
    {
        foreach (var entry in new DirectoryInfo(_layout.Incoming).EnumerateFileSystemInfos())
        {
            // Another process that begins does the same.
            if (DateTime.UtcNow - entry.LastWriteTimeUtc > AbandonedAfter) FileRemoval.DeleteIfPossible(entry.FullName);
        }
    }
}
