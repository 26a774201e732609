using System.Diagnostics;
using System.Text.Json.Nodes;
using Harness.Diagnostics;
using Harness.Results;
using Harness.Storage;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Results;
using Harness.TestSupport;
using Harness.Training.State;
using static TorchSharp.torch;

namespace Harness.Tests.Storage;

[Collection(TorchCollection.Name)]
public sealed class DirectoryEpochStoreTests : IDisposable
{
    private static readonly EpochRecord Finished = EpochRecord.Finished(MadeUpEpochs.Of(0, 1, 1, 0.5, 0.5, 1), [new(0, 0.5f)]);

    private static readonly TestResult Measured = new(DateTimeOffset.UnixEpoch, new Dictionary<string, double> { ["accuracy"] = 0.5 });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_StoreCannotBeWritten_NamesTheStoreAndSaysThatFinishedEpochsAreKept()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        Directory.Delete(_folder["store", "incoming"]);
        File.WriteAllText(_folder["store", "incoming"], "");

        var error = Assert.Throws<HarnessException>(() => store.Save(EpochNodes.Any(), Finished, null));

        AssertTellsHowToGoOn(error, _folder["store"]);
    }

    [SkippableFact]
    public void Save_DiskIsFull_NamesTheStoreAndSaysThatFinishedEpochsAreKept()
    {
        Directory.CreateDirectory(_folder["small"]);
        Skip.IfNot(OperatingSystem.IsLinux() && Execute("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _folder["small"]), "no file system can be mounted here");
        try
        {
            using var store = new DirectoryEpochStore(_folder["small", "store"]);
            using var state = new TrainingState(new Dictionary<string, Tensor> { ["weight"] = zeros(1 << 20) }, new Dictionary<string, Tensor>());

            var error = Assert.Throws<HarnessException>(() => store.Save(EpochNodes.Any(), Finished, state));

            AssertTellsHowToGoOn(error, _folder["small", "store"]);
            Assert.EndsWith("the disk is full", error.Message, StringComparison.Ordinal);
            Assert.Null(store.Find(EpochNodes.Any().Key));
            Assert.Empty(Directory.GetFileSystemEntries(_folder["small", "store", "incoming"]));
        }
        finally
        {
            Execute("umount", _folder["small"]);
        }
    }

    [Fact]
    public void Find_ParametersThatDidNotMove_TellsOfThemAsWhenTheyTrained()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        var result = MadeUpEpochs.Of(0, 1, 1, 0.5, 0.5, 1) with { RoundedAway = new(64, 2000, 1e-7, "body.bn1.weight") };
        using var state = new TrainingState(new Dictionary<string, Tensor> { ["weight"] = zeros(1) }, new Dictionary<string, Tensor>());

        store.Save(EpochNodes.Any(), EpochRecord.Finished(result, [new(0, 0.5f)]), state);

        var found = store.Find(EpochNodes.Any().Key)!.Result!;
        Assert.Equal(result, found with { Train = result.Train, Valid = result.Valid });
        Assert.Equal(result.Train, found.Train);
        Assert.Equal(result.Valid, found.Valid);
    }

    // A file that another process holds alone cannot be opened, whoever runs the test.
    [Theory]
    [InlineData("epoch.json")]
    [InlineData("predictions.safetensors")]
    [InlineData("state.safetensors")]
    [InlineData("test.json")]
    public void FindAndLoadState_FileThatCannotBeRead_NamesIt(string name)
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        using var state = new TrainingState(new Dictionary<string, Tensor> { ["weight"] = zeros(1) }, new Dictionary<string, Tensor>());
        var node = EpochNodes.Any();
        store.Save(node, Finished, state);
        store.SaveTest(node, new TestResult(DateTimeOffset.UnixEpoch, new Dictionary<string, double>()));
        var path = _folder["store", node.Key[..2], node.Key, name];
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = Assert.Throws<HarnessException>(() =>
        {
            store.Find(node.Key);
            store.LoadState(node.Key)?.Dispose();
            store.FindTest(node.Key);
        });

        Assert.StartsWith($"'{Path.GetDirectoryName(path)}' in the store of finished epochs cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(error.InnerException);
    }

    [Fact]
    public void FindSummary_DamagedPredictions_FindsTheResultAndFindDoesNot()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        Save(store);
        File.WriteAllText(PathOf("predictions.safetensors"), "damaged");

        Assert.Equal(0.5, store.FindSummary(EpochNodes.Any().Key)!.Result!.ValidAccuracy);
        Assert.Null(store.Find(EpochNodes.Any().Key));
    }

    [Fact]
    public void FindSummary_FailedEpoch_HasItsReason()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        store.Save(EpochNodes.Any(), EpochRecord.Failed("the loss became NaN"), null);

        Assert.Equal(new EpochSummary(null, "the loss became NaN"), store.FindSummary(EpochNodes.Any().Key));
    }

    [Fact]
    public void Save_DamagedEpoch_KeepsWhatWasMeasuredOnTestImages()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        Save(store);
        store.SaveTest(EpochNodes.Any(), Measured);
        File.WriteAllText(PathOf("state.safetensors"), "damaged");

        Save(store);

        using var state = store.LoadState(EpochNodes.Any().Key);
        Assert.NotNull(state);
        Assert.Equal(Measured.Opened, store.FindTest(EpochNodes.Any().Key)!.Opened);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["store", "incoming"]));
    }

    // As where the epoch was pruned while its network was measured.
    [Fact]
    public void Save_OfTheEpochOnlyItsMeasurementIsThere_KeepsIt()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        store.SaveTest(EpochNodes.Any(), Measured);

        Save(store);

        Assert.NotNull(store.Find(EpochNodes.Any().Key));
        Assert.Equal(Measured.Opened, store.FindTest(EpochNodes.Any().Key)!.Opened);
    }

    [SkippableFact]
    public void Constructor_LeftoverThatCannotBeRemoved_LeavesIt()
    {
        _folder.Write("store/incoming/older/file", "");
        using var kept = new UndeletableFolder(_folder.Path, _folder["store", "incoming", "old"]);
        foreach (var name in (string[])["old", "older"]) Directory.SetLastWriteTimeUtc(_folder["store", "incoming", name], DateTime.UtcNow.AddDays(-2));

        using var store = new DirectoryEpochStore(_folder["store"]);

        Assert.Equal([_folder["store", "incoming", "old"]], Directory.GetFileSystemEntries(_folder["store", "incoming"]));
    }

    [SkippableFact]
    public void Save_DamagedCopyThatCannotBeRemoved_StoresTheEpochAllTheSame()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        Save(store);
        File.WriteAllText(PathOf("state.safetensors"), "damaged");
        using var kept = new UndeletableFolder(_folder.Path, Path.GetDirectoryName(PathOf("state.safetensors"))!);

        Save(store);

        Assert.NotNull(store.Find(EpochNodes.Any().Key));
    }

    [Theory]
    [InlineData("files")]
    [InlineData("techniques")]
    [InlineData("result", "valid")]
    public void Find_NullInTheDescription_IsDamage(params string[] path)
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        Save(store);
        SetNull(PathOf("epoch.json"), path);

        Assert.Null(store.Find(EpochNodes.Any().Key));
        Assert.Null(store.FindSummary(EpochNodes.Any().Key));
    }

    [Fact]
    public void Find_ResultWithoutMetrics_IsDamage()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        Save(store);
        var json = JsonNode.Parse(File.ReadAllText(PathOf("epoch.json")))!;
        json["result"]!.AsObject().Remove("train");
        File.WriteAllText(PathOf("epoch.json"), json.ToJsonString());

        Assert.Null(store.Find(EpochNodes.Any().Key));
    }

    [Fact]
    public void FindTest_NullForMetrics_IsDamage()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        Save(store);
        store.SaveTest(EpochNodes.Any(), Measured);
        SetNull(PathOf("test.json"), "metrics");

        Assert.Null(store.FindTest(EpochNodes.Any().Key));
    }

    private static void Save(DirectoryEpochStore store)
    {
        using var state = new TrainingState(new Dictionary<string, Tensor> { ["weight"] = zeros(1) }, new Dictionary<string, Tensor>());
        store.Save(EpochNodes.Any(), Finished, state);
    }

    private static void SetNull(string file, params string[] path)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        var parent = path.SkipLast(1).Aggregate(json, (node, name) => node[name]!);
        Assert.NotNull(parent[path[^1]]);
        parent[path[^1]] = null;
        File.WriteAllText(file, json.ToJsonString());
    }

    private string PathOf(string name) => _folder["store", EpochNodes.Any().Key[..2], EpochNodes.Any().Key, name];

    private static void AssertTellsHowToGoOn(HarnessException error, string store)
    {
        Assert.StartsWith($"The store of finished epochs '{store}' cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("finished epochs are kept", error.Remedy, StringComparison.Ordinal);
        Assert.Contains("the same command again", error.Remedy, StringComparison.Ordinal);
        Assert.Contains("--store PATH", error.Remedy, StringComparison.Ordinal);
    }

    private static bool Execute(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
