using System.Net;
using System.Security.Cryptography;
using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights;

public sealed class WeightDownloaderTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31))];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content));
    private static readonly KnownWeightSet Set = new($"resnet18-{Hash[..8]}.pth", "resnet18", Hash[..8]);

    [Fact]
    public async Task Download_RightFile_IsThereUnderItsNameAndWasAnnouncedOnce()
    {
        using var folder = new TemporaryFolder();
        using var server = new LocalServer(context => SendAsync(context, Content));
        var told = new List<string>();

        var path = await new WeightDownloader(told.Add, server.Address).DownloadAsync(Set, folder["hub"]);

        Assert.Equal(folder[Path.Combine("hub", Set.FileName)], path);
        Assert.Equal(Content, File.ReadAllBytes(path));
        Assert.Equal([$"Downloading {Set.FileName} (1 MB), once: it is kept for later runs."], told);
        Assert.Equal([path], Directory.GetFiles(folder["hub"]));
    }

    [Fact]
    public async Task Download_ServerThatDoesNotSayTheSize_IsAnnouncedWithoutIt()
    {
        using var folder = new TemporaryFolder();
        using var server = new LocalServer(async context =>
        {
            context.Response.SendChunked = true;
            await context.Response.OutputStream.WriteAsync(Content);
            context.Response.Close();
        });
        var told = new List<string>();

        await new WeightDownloader(told.Add, server.Address).DownloadAsync(Set, folder.Path);

        Assert.Equal([$"Downloading {Set.FileName}, once: it is kept for later runs."], told);
    }

    [Fact]
    public async Task Download_AnotherFile_IsRefusedByItsHash()
    {
        using var server = new LocalServer(context => SendAsync(context, Content[1..]));
        var error = await FailureAsync(server.Address);
        Assert.Contains($"should begin with {Set.HashPrefix}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_ConnectionThatBreaks_IsAnErrorWithARemedy()
    {
        using var server = new LocalServer(async context =>
        {
            context.Response.ContentLength64 = Content.Length;
            await context.Response.OutputStream.WriteAsync(Content.AsMemory(0, 70_000));
            await context.Response.OutputStream.FlushAsync();
            context.Response.Abort();
        });
        var error = await FailureAsync(server.Address);
        Assert.Contains($"download {server.Address}{Set.FileName}", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_ServerThatFallsSilent_IsGivenUp()
    {
        using var done = new CancellationTokenSource();
        using var server = new LocalServer(async context =>
        {
            context.Response.ContentLength64 = Content.Length;
            await context.Response.OutputStream.WriteAsync(Content.AsMemory(0, 1000));
            await context.Response.OutputStream.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(20), done.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var error = await FailureAsync(server.Address, TimeSpan.FromSeconds(0.3));
        await done.CancelAsync();
        Assert.Contains("silent for 0.3 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_NotFound_IsAnErrorForTheUser()
    {
        using var server = new LocalServer(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            context.Response.Close();
            return Task.CompletedTask;
        });
        Assert.Contains("404", (await FailureAsync(server.Address)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_NoServer_SaysWhatToDownloadAndWhereToPutIt()
    {
        Uri address;
        using (var server = new LocalServer(_ => Task.CompletedTask)) address = server.Address;
        var error = await FailureAsync(address);
        Assert.Contains($"{address}{Set.FileName}", error.Remedy, StringComparison.Ordinal);
        Assert.Contains("put it at", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_Canceled_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using var server = new LocalServer(context => SendAsync(context, Content));
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new WeightDownloader(_ => cancellation.Cancel(), server.Address).DownloadAsync(Set, folder.Path, cancellation.Token));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static async Task<HarnessException> FailureAsync(Uri address, TimeSpan? patience = null)
    {
        using var folder = new TemporaryFolder();
        var downloader = new WeightDownloader(address: address, patience: patience);
        var error = await Assert.ThrowsAsync<HarnessException>(() => downloader.DownloadAsync(Set, folder.Path));
        Assert.Empty(Directory.GetFiles(folder.Path));
        return error;
    }

    private static async Task SendAsync(HttpListenerContext context, byte[] content)
    {
        Assert.Equal($"/models/{Set.FileName}", context.Request.Url!.AbsolutePath);
        context.Response.ContentLength64 = content.Length;
        await context.Response.OutputStream.WriteAsync(content);
        context.Response.Close();
    }
}
