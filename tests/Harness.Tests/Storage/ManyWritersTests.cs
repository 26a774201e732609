using System.Diagnostics;
using System.Globalization;
using Harness.Storage;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;

namespace Harness.Tests.Storage;

[Collection(TorchCollection.Name)]
public sealed class ManyWritersTests : IDisposable
{
    private const int Processes = 16;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_SixteenProcessesAtOnce_LeavesEveryEpochWholeAndNothingElse()
    {
        using var store = new DirectoryEpochStore(_folder["store"]);
        for (var epoch = 0; epoch < StoreProcess.Damaged; epoch++)
        {
            StoreProcess.Write(store, epoch);
            var key = StoreProcess.Key(epoch);
            File.WriteAllText(_folder["store", key[..2], key, "state.safetensors"], "cut off");
        }

        var processes = Enumerable.Range(0, Processes).Select(Start).ToList();
        File.WriteAllText(_folder["go"], "");
        var errors = processes.ConvertAll(process => process.StandardError.ReadToEnd());
        processes.ForEach(process => process.WaitForExit());

        Assert.Equal(Enumerable.Repeat("", Processes), errors);
        Assert.All(processes, process => Assert.Equal(0, process.ExitCode));
        var epochs = Enumerable.Range(0, StoreProcess.Common).Concat(Enumerable.Range(0, Processes).SelectMany(StoreProcess.OwnOf)).ToList();
        Assert.All(epochs, epoch => Assert.True(StoreProcess.IsWhole(store, epoch), $"epoch {epoch}"));
        Assert.Equal(epochs.Count, Directory.GetFiles(_folder["store"], "epoch.json", SearchOption.AllDirectories).Length);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["store", "incoming"]));
        processes.ForEach(process => process.Dispose());
    }

    // The tests' own program, as a process.
    private Process Start(int number) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(StoreProcess).Assembly.Location, _folder["store"], number.ToString(CultureInfo.InvariantCulture), _folder["go"]])
    { RedirectStandardError = true })!;
}
