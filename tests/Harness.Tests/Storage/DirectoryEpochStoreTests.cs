using System.Diagnostics;
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
