using Harness.Setup;
using Harness.Setup.Locking;
using Harness.TestSupport;

namespace Harness.Cli.Tests.Setup;

public sealed class SetupLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Take_WhileAnotherHoldsIt_WaitsAndSaysSo()
    {
        using var messages = new StringWriter();
        var first = SetupLock.Take(_folder.Path, TextWriter.Null);
        var second = Task.Run(() => SetupLock.Take(_folder.Path, messages));

        Assert.NotSame(second, await Task.WhenAny(second, Task.Delay(500)));
        first.Dispose();
        using var held = await second.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("waiting for it to end", messages.ToString(), StringComparison.Ordinal);
        Assert.False(held.IsAfterStopped);
    }

    [Fact]
    public void Take_AfterOneThatWasStopped_GoesOnAndKnowsIt()
    {
        // What a killed set-up leaves: the file with its word in it, held by nobody.
        _folder.Write("setup.lock", "building\n");

        using var held = SetupLock.Take(_folder.Path, TextWriter.Null);

        Assert.True(held.IsAfterStopped);
    }

    [SkippableFact]
    public async Task Take_FileThatIsThereAndCannotBeOpened_SaysSoAndDoesNotWait()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        // As on a disk that can only be read: the file is there, and what opening it gives is no word of another process.
        File.CreateSymbolicLink(_folder["setup.lock"], "setup.lock");

        var taken = Task.Run(() => SetupLock.Take(_folder.Path, TextWriter.Null));

        var error = await Assert.ThrowsAsync<SetupException>(() => taken.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.StartsWith($"the folder '{_folder.Path}' cannot be written: ", error.Message, StringComparison.Ordinal);
    }
}
