using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Harness.Serving.Tests;

/// <summary>Requests to a server, and what must be said about its answers.</summary>
internal static class Exchange
{
    public static HttpClient Client(PredictionServer server)
    {
        var client = new HttpClient { BaseAddress = server.Address };
        // A body is sent once the server wants it: the answer to one that is too large does not cross it on its way.
        client.DefaultRequestHeaders.ExpectContinue = true;
        return client;
    }

    public static ByteArrayContent Image(byte[] content, string contentType = "image/png")
    {
        var image = new ByteArrayContent(content);
        image.Headers.ContentType = new(contentType);
        return image;
    }

    public static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static double Probability(JsonElement answer) => answer.GetProperty("images")[0].GetProperty("predictions")[0].GetProperty("classes")[0].GetProperty("probability").GetDouble();

    public static async Task AssertProblem(HttpResponseMessage response, HttpStatusCode expected, string detail)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal((expected, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        if (detail.Length > 0) Assert.Contains(detail, JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    /// <summary>Asserts that a request is turned away for now, and that it is said when it may come again.</summary>
    public static async Task AssertUnavailable(HttpResponseMessage response, string detail)
    {
        await AssertProblem(response, HttpStatusCode.ServiceUnavailable, detail);
        Assert.InRange(response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }
}
