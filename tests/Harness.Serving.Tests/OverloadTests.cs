using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static Harness.Serving.Tests.Exchange;

namespace Harness.Serving.Tests;

/// <summary>A server that has more to do than it takes on.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task Predict_MoreRequestsThanMayWait_TurnsSomeAwayAndAnswersTheOthers()
    {
        await using var server = await ServedNetworks.Start(new() { Requests = 1, WaitingRequests = 1 });
        using var client = Client(server);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ => (await client.PostAsync("predict", Image(ServedNetworks.Png()))).StatusCode));

        Assert.All(statuses, status => Assert.Contains(status, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable }));
        Assert.Contains(HttpStatusCode.OK, statuses);
        Assert.Contains(HttpStatusCode.ServiceUnavailable, statuses);
    }

    [Fact]
    public async Task Start_Always_EndsOnlyWhenItsCallerSaysSoAndWaitsForWhatHasArrived()
    {
        var limits = new ServerLimits();
        await using var server = await ServedNetworks.Start(limits);

        Assert.True(server.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout > limits.Time);
        Assert.IsType<CallersLifetime>(server.Services.GetRequiredService<IHostLifetime>());
    }

    [Fact]
    public async Task Predict_BodyThatNeverEnds_IsGivenUp()
    {
        await using var server = await ServedNetworks.Start(new() { Time = TimeSpan.FromMilliseconds(300) });
        using var client = Client(server);
        using var sender = await RawRequest.Begin(server, "image/png", 1000);
        await sender.Send("x"u8.ToArray());

        Assert.StartsWith("HTTP/1.1 503 ", await sender.ReadAnswer(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("predict", Image(ServedNetworks.Png()))).StatusCode);
    }

    [Fact]
    public async Task Predict_TimeIsUpWhileItWaits_SaysSoAndIsCounted()
    {
        var gate = new Gate();
        var limits = new ServerLimits { Requests = 2, Time = TimeSpan.FromMilliseconds(300) };
        await using var server = await ServedNetworks.Start(limits, before: gate.Pass);
        using var client = Client(server);
        var computed = await Reach(gate, client);

        // One has its turn and waits for the networks, the other waits for its turn.
        var waiting = Enumerable.Range(0, 2).Select(_ => client.PostAsync("predict", Image(ServedNetworks.Png()))).ToList();
        await Task.WhenAny(waiting);
        await Task.Delay(2 * limits.Time);
        gate.Open();

        foreach (var response in await Task.WhenAll(waiting)) await AssertUnavailable(response, "within 0.3 seconds");
        // What was being computed by then is reported.
        Assert.InRange(Probability(await Json(await computed)), 1 / 3.0, 1);
        Assert.Contains("harness_requests_total{status=\"503\"} ", await client.GetStringAsync("metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_NoPlaceToWait_IsTurnedAwayAndCounted()
    {
        var gate = new Gate();
        await using var server = await ServedNetworks.Start(new() { Requests = 1, WaitingRequests = 0 }, before: gate.Pass);
        using var client = Client(server);
        var computed = await Reach(gate, client);

        var refused = await client.PostAsync("predict", Image(ServedNetworks.Png()));
        gate.Open();

        await AssertUnavailable(refused, "the server works on 1 at a time and lets 0 wait");
        await Json(await computed);
        Assert.Contains("harness_requests_total{status=\"503\"} 1", await client.GetStringAsync("metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_RefusedBeforeItIsRead_IsCounted()
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);

        await client.PostAsync("predict", new StringContent("x"));
        await client.GetAsync("predict");

        var metrics = await client.GetStringAsync("metrics");
        Assert.Contains("harness_requests_total{status=\"415\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("harness_requests_total{status=\"405\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_MoreBytesThanAreHeld_IsTurnedAwayUntilOthersAreAnswered()
    {
        var gate = new Gate();
        await using var server = await ServedNetworks.Start(new() { HeldBytes = 3 << 20 }, before: gate.Pass);
        using var client = Client(server);
        var computed = await Reach(gate, client, LargeImage);

        // It is turned away where it passes what is left, a smaller one is not.
        var refused = await client.PostAsync("predict", Image(LargeImage));
        var small = client.PostAsync("predict", Image(ServedNetworks.Png()));
        gate.Open();

        await AssertUnavailable(refused, "exceed the 3,145,728 bytes that the server holds at a time");
        await Json(await small);
        await Json(await computed);
        await Json(await client.PostAsync("predict", Image(LargeImage)));
    }

    [Theory]
    [InlineData("image/png", "")]
    [InlineData("multipart/form-data; boundary=cut", "--cut\r\nContent-Disposition: form-data; name=i; filename=f\r\n\r\n")]
    public async Task Predict_WhoeverSendsGoesAway_HoldsNothingAnyMore(string contentType, string begin)
    {
        await using var server = await ServedNetworks.Start(new() { HeldBytes = 3 << 20 });
        using var client = Client(server);
        using (var sender = await RawRequest.Begin(server, contentType, 3 << 20))
        {
            await sender.Send([.. Encoding.ASCII.GetBytes(begin), .. LargeImage]);
            await UntilHeld(client, 2 << 20);
            await AssertUnavailable(await client.PostAsync("predict", Image(LargeImage)), "that the server holds at a time");
        }

        await UntilHeld(client, 0);
        await Json(await client.PostAsync("predict", Image(LargeImage)));
    }

    [Fact]
    public async Task Predict_RefusedWhileItIsRead_HoldsNothingAnyMore()
    {
        await using var server = await ServedNetworks.Start(new() { HeldBytes = 3 << 20, ImageBytes = 2 << 20 });
        using var client = Client(server);
        using var form = new MultipartFormDataContent { { Image(LargeImage), "images", "a.png" }, { Image(new byte[3 << 20]), "images", "b.png" } };

        for (var i = 0; i < 3; i++) await AssertProblem(await client.PostAsync("predict", Image(new byte[1 << 20])), HttpStatusCode.UnprocessableEntity, "");
        await AssertUnavailable(await client.PostAsync("predict", form), "that the server holds at a time");
        await Json(await client.PostAsync("predict", Image(LargeImage)));
    }

    /// <summary>An image of 1.5 MiB: what follows its end is not looked at.</summary>
    private static byte[] LargeImage
    {
        get
        {
            var image = ServedNetworks.Png();
            Array.Resize(ref image, 3 << 19);
            return image;
        }
    }

    /// <summary>Waits until the server has read what was sent, or noticed that nothing more will come.</summary>
    private static async Task UntilHeld(HttpClient client, int bytes)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!(await client.GetStringAsync("metrics", end.Token)).Contains($"harness_held_bytes {bytes}\n", StringComparison.Ordinal)) await Task.Delay(10, end.Token);
    }

    /// <summary>Sends an image that comes as far as the gate; one whose time is up on the way there is followed by another.</summary>
    private static async Task<Task<HttpResponseMessage>> Reach(Gate gate, HttpClient client, byte[]? image = null)
    {
        while (true)
        {
            var response = client.PostAsync("predict", Image(image ?? ServedNetworks.Png()));
            if (await Task.WhenAny(gate.Reached, response) == gate.Reached) return response;
        }
    }
}
