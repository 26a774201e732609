using Harness.Diagnostics;
using Harness.Planning;
using Harness.Storage;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Planning;
using Harness.Tests.Results;
using Harness.TestSupport;
using Harness.Training.State;
using static TorchSharp.torch;

namespace Harness.Tests.Storage;

[Collection(TorchCollection.Name)]
public sealed class StorePruningTests : IDisposable
{
    private static readonly EpochNode First = MadeUpPlans.Node(Key("a1"), trains: true);
    private static readonly EpochNode Second = MadeUpPlans.Node(Key("a2"), First, trains: true);
    private static readonly EpochNode Other = MadeUpPlans.Node(Key("b1"), trains: true);
    private static readonly DateTime Now = DateTime.UtcNow;

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder["store"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_TwoSuitesThatShareAnEpoch_KnowsBoth()
    {
        Save("one", First, Second);
        Save("two", First, Other);

        var contents = StoreContents.Read(Store);

        Assert.Equal(["one, two", "one", "two"], contents.Epochs.Select(epoch => string.Join(", ", epoch.Suites)));
        Assert.All(contents.Epochs, epoch => Assert.Equal(("b", false), (epoch.Backbone, epoch.IsInUse)));
        Assert.Equal(Directory.GetFiles(Store, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), contents.Bytes);
        Assert.Equal(contents.Bytes, StoreContents.BytesOf(Store));
    }

    // As stores of earlier versions hold them: nothing says who used them.
    [Fact]
    public void Read_EpochsOfBefore_AreReadAndOfNoKnownSuite()
    {
        using (var store = new DirectoryEpochStore(Store)) Write(store, First);

        var epoch = Assert.Single(StoreContents.Read(Store).Epochs);

        Assert.Empty(epoch.Suites);
        Assert.Null(epoch.Backbone);
        Assert.InRange(epoch.LastUsed, Now.AddMinutes(-1), Now.AddMinutes(5));
    }

    [Fact]
    public void Remove_OfASuite_LeavesWhatAnotherHasUsed()
    {
        Save("one", First, Second);
        Save("two", First, Other);

        var choice = new PruneRule(null, "one", null).Choose(StoreContents.Read(Store), Now);
        StorePruning.Remove(Store, choice.Removed);

        Assert.Equal([Second.Key], choice.Removed.Select(epoch => epoch.Key));
        Assert.Equal([First.Key], choice.Shared.Select(epoch => epoch.Key));
        using var store = new DirectoryEpochStore(Store);
        Assert.NotNull(store.Find(First.Key));
        Assert.Null(store.Find(Second.Key));
        Assert.NotNull(store.Find(Other.Key));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["store", "incoming"]));
    }

    [Fact]
    public void Remove_WhatAProcessUses_StaysUntilItEndsOrItsMarkGrowsOld()
    {
        var plan = Plan("one", First, Second);
        using var running = new DirectoryEpochStore(Store, plan);
        Write(running, First);
        var rule = new PruneRule(null, null, Bytes: 0);

        var before = StoreContents.Read(Store);
        var choice = rule.Choose(before, Now);
        var removedAllTheSame = StorePruning.Remove(Store, before.Epochs);
        File.SetLastWriteTimeUtc(Directory.GetFiles(_folder["store", "uses"], "*.running").Single(), DateTime.UtcNow.AddHours(-1));
        var afterAKill = rule.Choose(StoreContents.Read(Store), Now);

        Assert.Empty(choice.Removed);
        Assert.Equal([First.Key], choice.InUse.Select(epoch => epoch.Key));
        Assert.Empty(removedAllTheSame);
        Assert.NotNull(running.Find(First.Key));
        Assert.Equal([First.Key], afterAKill.Removed.Select(epoch => epoch.Key));
    }

    [Fact]
    public void Choose_ToASize_TakesWhatWasNotUsedForLongestAndLateEpochsFirst()
    {
        Save("old", First, Second);
        Save("new", Other);
        Age("old", days: 40);
        var contents = StoreContents.Read(Store);

        Assert.Equal([Second.Key, First.Key, Other.Key], Keys(new PruneRule(null, null, 0).Choose(contents, Now)));
        Assert.Equal([Second.Key], Keys(new PruneRule(null, null, contents.Bytes - 1).Choose(contents, Now)));
        Assert.Equal([Second.Key, First.Key], Keys(new PruneRule(TimeSpan.FromDays(30), null, null).Choose(contents, Now)));
        Assert.Equal([], Keys(new PruneRule(TimeSpan.FromDays(50), null, null).Choose(contents, Now)));
        Assert.Equal([], Keys(new PruneRule(null, null, contents.Bytes).Choose(contents, Now)));
    }

    [Fact]
    public void Remove_Everything_LeavesAStoreThatWorks()
    {
        Save("one", First, Second);

        StorePruning.Remove(Store, StoreContents.Read(Store).Epochs);

        Assert.Empty(Directory.GetFiles(Store, "*", SearchOption.AllDirectories));
        Save("one", First);
        Assert.Single(StoreContents.Read(Store).Epochs);
    }

    [Fact]
    public void Read_NoStore_SaysWhatIsThere()
    {
        var file = _folder.Write("file", "");
        Directory.CreateDirectory(_folder["images"]);

        Assert.Contains("does not exist", Assert.Throws<HarnessException>(() => StoreContents.Read(_folder["nowhere"])).Message, StringComparison.Ordinal);
        Assert.Contains("is a file", Assert.Throws<HarnessException>(() => StoreContents.Read(file)).Message, StringComparison.Ordinal);
        Assert.Contains("is not a store", Assert.Throws<HarnessException>(() => StoreContents.Read(_folder["images"])).Message, StringComparison.Ordinal);
    }

    private static string Key(string start) => start.PadRight(32, '0');

    private static IEnumerable<string> Keys(PruneChoice choice) => choice.Removed.Select(epoch => epoch.Key);

    private static Plan Plan(string suite, params EpochNode[] nodes)
    {
        var plan = MadeUpPlans.Plan(("A", nodes));
        return plan with { Suite = plan.Suite with { Name = suite } };
    }

    private void Save(string suite, params EpochNode[] nodes)
    {
        using var store = new DirectoryEpochStore(Store, Plan(suite, nodes));
        foreach (var node in nodes) Write(store, node);
    }

    private static void Write(DirectoryEpochStore store, EpochNode node)
    {
        using var state = new TrainingState(new Dictionary<string, Tensor> { ["weight"] = zeros(100) }, new Dictionary<string, Tensor>());
        store.Save(node, EpochRecord.Finished(MadeUpEpochs.Of(node.Epoch, 1, 1, 0.5, 0.5, 1), [new(0, 0.5f)]), state);
    }

    private void Age(string suite, int days)
    {
        foreach (var list in Directory.GetFiles(_folder["store", "uses"], "*.json").Where(path => File.ReadAllText(path).Contains($"\"{suite}\"", StringComparison.Ordinal)))
            File.SetLastWriteTimeUtc(list, Now.AddDays(-days));
    }
}
