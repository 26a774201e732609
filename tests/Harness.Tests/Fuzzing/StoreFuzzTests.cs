using Harness.Storage;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Results;
using Harness.Tests.Storage;
using Harness.TestSupport;
using Harness.Training.State;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Harness.Tests.Fuzzing;

/// <summary>Epochs in the store with bytes that nobody wrote are as if they were not there: they are trained again.</summary>
[Collection(TorchCollection.Name)]
public sealed class StoreFuzzTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_MutatedEpoch_FindsItOrNothing()
    {
        using (var store = new DirectoryEpochStore(_folder["good"]))
        using (var state = new TrainingState(new Dictionary<string, Tensor> { ["weight"] = zeros(3) }, new Dictionary<string, Tensor>()))
            store.Save(EpochNodes.Any(), EpochRecord.Finished(MadeUpEpochs.Of(0, 1, 1, 0.5, 0.5, 1), [new(0, 0.5f), new(1, 0.25f)]), state);
        var epoch = Path.GetDirectoryName(Directory.GetFiles(_folder["good"], "epoch.json", SearchOption.AllDirectories).Single())!;
        foreach (var file in new[] { "epoch.json", "predictions.safetensors" })
        {
            using var stores = new ThreadLocal<(DirectoryEpochStore Store, string Epoch)>(() => Copy(epoch));
            bool IsFound(byte[] bytes)
            {
                File.WriteAllBytes(Path.Combine(stores.Value.Epoch, file), bytes);
                return stores.Value.Store.Find(EpochNodes.Any().Key) is not null;
            }
            Mutations.Run([File.ReadAllBytes(Path.Combine(epoch, file))], IsFound, output, file == "epoch.json" ? Mutations.Words : Mutations.Numbers);
        }
    }

    private (DirectoryEpochStore Store, string Epoch) Copy(string epoch)
    {
        var root = _folder[$"store-{Guid.NewGuid():N}"];
        var copy = Path.Combine(root, Path.GetRelativePath(_folder["good"], epoch));
        Directory.CreateDirectory(copy);
        foreach (var path in Directory.GetFiles(epoch)) File.Copy(path, Path.Combine(copy, Path.GetFileName(path)));
        return (new DirectoryEpochStore(root), copy);
    }
}
