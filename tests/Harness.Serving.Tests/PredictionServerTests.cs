using System.Buffers.Binary;
using System.IO.Hashing;
using System.Net;
using System.Net.Http.Headers;
using Harness.Diagnostics;
using static Harness.Serving.Tests.Exchange;

namespace Harness.Serving.Tests;

public sealed class PredictionServerTests
{
    [Fact]
    public async Task Predict_AnImage_GivesTheClassByTheBestTechnique()
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);

        var answer = await Json(await client.PostAsync("predict", Image(ServedNetworks.Png())));

        var prediction = Assert.Single(Assert.Single(answer.GetProperty("images").EnumerateArray()).GetProperty("predictions").EnumerateArray());
        Assert.Equal(ServedNetworks.Second, prediction.GetProperty("technique").GetString());
        Assert.InRange(Assert.Single(prediction.GetProperty("classes").EnumerateArray()).GetProperty("probability").GetDouble(), 1 / 3.0, 1);
    }

    [Fact]
    public async Task Predict_AForm_AnswersForEveryFileInOrder()
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);
        using var form = new MultipartFormDataContent
        {
            { Image(ServedNetworks.Png(red: 10)), "images", "b.png" },
            { Image([1, 2, 3]), "images", "broken.png" },
            { Image(ServedNetworks.Png(red: 250)), "images", "a.png" },
        };

        var images = (await Json(await client.PostAsync("predict?all=true&top=3", form))).GetProperty("images").EnumerateArray().ToList();

        Assert.Equal(["b.png", "broken.png", "a.png"], images.Select(image => image.GetProperty("image").GetString()));
        Assert.Equal("it cannot be decoded: no known format begins like this", images[1].GetProperty("problem").GetString());
        Assert.Equal([ServedNetworks.First, ServedNetworks.Second], images[0].GetProperty("predictions").EnumerateArray().Select(item => item.GetProperty("technique").GetString()));
        var classes = images[0].GetProperty("predictions")[0].GetProperty("classes").EnumerateArray().ToList();
        Assert.Equal(["ants", "bees & <wasps>", "пчёлы"], classes.Select(item => item.GetProperty("class").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(1, classes.Sum(item => item.GetProperty("probability").GetDouble()), 1e-5);
    }

    [Fact]
    public async Task Predict_ManyRequestsAtOnce_GivesWhatEachGivesAlone()
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);
        var pictures = Enumerable.Range(0, 40).Select(i => ServedNetworks.Png(red: (byte)(i * 6))).ToList();
        var alone = new List<double>();
        foreach (var picture in pictures) alone.Add(Probability(await Json(await client.PostAsync("predict", Image(picture)))));

        var together = await Task.WhenAll(pictures.Select(async picture => Probability(await Json(await client.PostAsync("predict", Image(picture))))));

        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData("predict?technique=nothing", "image/png", HttpStatusCode.BadRequest, "There is no technique 'nothing'.")]
    [InlineData("predict?top=none", "image/png", HttpStatusCode.BadRequest, "top must be a whole number")]
    [InlineData("predict", "text/plain", HttpStatusCode.UnsupportedMediaType, "The Content-Type is 'text/plain': send an image")]
    [InlineData("nothing", "image/png", HttpStatusCode.NotFound, "")]
    public async Task Predict_WrongRequest_SaysWhat(string address, string contentType, HttpStatusCode expected, string detail)
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);

        var response = await client.PostAsync(address, Image(ServedNetworks.Png(), contentType));

        await AssertProblem(response, expected, detail);
    }

    [Fact]
    public async Task Predict_NoImage_SaysWhat()
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);
        using var empty = new MultipartFormDataContent { { new StringContent("x"), "field" } };

        await AssertProblem(await client.PostAsync("predict", Image([])), HttpStatusCode.BadRequest, "The body is empty");
        await AssertProblem(await client.PostAsync("predict", Image("GIF89a"u8.ToArray())), HttpStatusCode.UnprocessableEntity, "image: it cannot be decoded");
        await AssertProblem(await client.PostAsync("predict", empty), HttpStatusCode.BadRequest, "The form holds no file");
        await AssertProblem(await client.PostAsync("predict", new StringContent("x", MediaTypeHeaderValue.Parse("multipart/form-data"))), HttpStatusCode.BadRequest, "The form cannot be read");
    }

    [Fact]
    public async Task Predict_BeyondTheLimits_IsRefused()
    {
        await using var server = await ServedNetworks.Start(new() { Images = 2, ImageBytes = 1000, RequestBytes = 5000, Pixels = 2000 });
        using var client = Client(server);
        using var three = new MultipartFormDataContent();
        foreach (var name in new[] { "1", "2", "3" }) three.Add(Image(ServedNetworks.Png()), "images", name);

        await AssertProblem(await client.PostAsync("predict", three), HttpStatusCode.RequestEntityTooLarge, "The form holds more than 2 files");
        await AssertProblem(await client.PostAsync("predict", Image(new byte[1001])), HttpStatusCode.RequestEntityTooLarge, "An image has more than 1,000 bytes.");
        await AssertProblem(await client.PostAsync("predict", Image(new byte[6000])), HttpStatusCode.RequestEntityTooLarge, "");
        await AssertProblem(await client.PostAsync("predict", Image(ServedNetworks.Png(50, 50))), HttpStatusCode.UnprocessableEntity, "it has 50 × 50 pixels; at most 2,000 are accepted");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("predict", Image(ServedNetworks.Png()))).StatusCode);
    }

    [Fact]
    public async Task Predict_AHeaderThatClaimsGigapixels_IsRefusedAtOnce()
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);
        var bomb = ServedNetworks.Png();
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 100_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc32.HashToUInt32(bomb.AsSpan(12, 17)));

        await AssertProblem(await client.PostAsync("predict", Image(bomb)), HttpStatusCode.UnprocessableEntity, "it has 100000 × 100000 pixels");
    }

    [Fact]
    public async Task Get_OtherAddresses_SayWhatTheServerIs()
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);
        await client.PostAsync("predict", Image(ServedNetworks.Png()));

        Assert.Equal("ok", (await Json(await client.GetAsync("health"))).GetProperty("status").GetString());
        Assert.Equal(ServedNetworks.Second, (await Json(await client.GetAsync("model"))).GetProperty("techniques")[0].GetProperty("name").GetString());
        Assert.True((await Json(await client.GetAsync("openapi/v1.json"))).GetProperty("paths").TryGetProperty("/predict", out _));
        var metrics = await client.GetStringAsync("metrics");
        Assert.Contains("harness_requests_total{status=\"200\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("harness_images_total{outcome=\"classified\"} 1", metrics, StringComparison.Ordinal);
        var page = await client.GetAsync("");
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'none'", string.Concat(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ByAnotherNameOfThisMachine_IsRefused()
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);
        client.DefaultRequestHeaders.Host = "images.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("model")).StatusCode);
    }

    [Fact]
    public async Task Start_PortInUse_SaysSo()
    {
        await using var server = await ServedNetworks.Start();

        var error = await Assert.ThrowsAsync<HarnessException>(() => ServedNetworks.Start(port: server.Address.Port));

        Assert.Equal($"Port {server.Address.Port} is in use by another program.", error.Message);
    }

    [Fact]
    public async Task Dispose_WhileARequestIsAnswered_AnswersIt()
    {
        var server = await ServedNetworks.Start();
        using var client = Client(server);
        await client.PostAsync("predict", Image(ServedNetworks.Png()));
        var running = Enumerable.Range(0, 8).Select(_ => client.PostAsync("predict", Image(ServedNetworks.Png(900, 900)))).ToList();
        await Task.WhenAny(running);

        await server.DisposeAsync();

        // What had arrived was answered; what had not finds nobody.
        var answered = running.FindAll(request => request.IsCompletedSuccessfully);
        Assert.NotEmpty(answered);
        Assert.All(answered, request => Assert.Equal(HttpStatusCode.OK, request.Result.StatusCode));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("health"));
    }
}
