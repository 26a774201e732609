using System.Net;
using System.Net.Sockets;
using System.Text;
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
    public async Task Predict_BodyThatNeverEnds_IsGivenUp()
    {
        await using var server = await ServedNetworks.Start(new() { Time = TimeSpan.FromMilliseconds(300) });
        using var client = Client(server);
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /predict HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Type: image/png\r\nContent-Length: 1000\r\n\r\nx"));

        using var reader = new StreamReader(stream);

        Assert.Equal("HTTP/1.1 503 Service Unavailable", await reader.ReadLineAsync());
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
        // What was being computed by then is told.
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

    /// <summary>Sends an image that comes as far as the gate; one whose time is up on the way there is followed by another.</summary>
    private static async Task<Task<HttpResponseMessage>> Reach(Gate gate, HttpClient client)
    {
        while (true)
        {
            var response = client.PostAsync("predict", Image(ServedNetworks.Png()));
            if (await Task.WhenAny(gate.Reached, response) == gate.Reached) return response;
        }
    }
}
