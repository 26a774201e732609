using System.Net;
using System.Net.Http.Headers;
using System.Text;
using static Harness.Serving.Tests.Exchange;

namespace Harness.Serving.Tests;

/// <summary>Forms, as programs and browsers send them and as they should not.</summary>
public sealed class FormTests
{
    private const string File = "--cut\r\nContent-Disposition: form-data; name=\"images\"; filename=\"a.png\"\r\n\r\n";
    private const string Field = "--cut\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nx\r\n";
    private const string End = "\r\n--cut--\r\n";

    [Theory]
    [InlineData("a file that does not end", File + "x", "it ends too early")]
    [InlineData("no end", File + "x\r\n", "it ends too early")]
    [InlineData("another boundary", "--other\r\nContent-Disposition: form-data; name=i; filename=f\r\n\r\nx\r\n--other--\r\n", "its boundary is not the one in its Content-Type")]
    [InlineData("no field", "--cut--\r\n", "The form holds no file")]
    [InlineData("nothing", "", "The form holds no file")]
    [InlineData("no file", Field + "--cut--\r\n", "The form holds no file")]
    [InlineData("a file that was not chosen", "--cut\r\nContent-Disposition: form-data; name=i; filename=\"\"\r\n\r\n" + End, "The form holds no file")]
    [InlineData("a field without a header", "--cut\r\n\r\nx" + End, "The form cannot be read: the Content-Disposition of a field is missing.")]
    [InlineData("a field with a wrong header", "--cut\r\nContent-Disposition: \"\r\n\r\nx" + End, "The form cannot be read: the Content-Disposition of a field is '\"'.")]
    [InlineData("a header that is none", "--cut\r\nnonsense\r\n\r\nx" + End, "The form cannot be read: Invalid header line: nonsense")]
    public async Task Predict_BrokenForm_SaysWhat(string what, string body, string detail)
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);

        var response = await client.PostAsync("predict", Form(Encoding.Latin1.GetBytes(body)));

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, what);
        await AssertProblem(response, HttpStatusCode.BadRequest, detail);
    }

    [Theory]
    [InlineData("multipart/form-data", "its Content-Type names no boundary.")]
    [InlineData("multipart/form-data; boundary=\"\"", "its Content-Type names no boundary.")]
    [InlineData("multipart/form-data; boundary=123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", "its boundary has more than 128 characters.")]
    public async Task Predict_BoundaryThatIsNone_SaysSo(string contentType, string detail)
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);

        await AssertProblem(await client.PostAsync("predict", Form("x"u8.ToArray(), contentType)), HttpStatusCode.BadRequest, $"The form cannot be read: {detail}");
    }

    [Fact]
    public async Task Predict_FormOfAnyShape_FindsItsFiles()
    {
        await using var server = await ServedNetworks.Start();
        using var client = Client(server);
        var body = Bytes(
            "A line before all.\r\n", Field,
            "--cut\r\nContent-Disposition: form-data; name=images; filename=\"=?utf-8?B?0LY=?=\"; filename*=utf-8''%D0%B6.png\r\nContent-Type: image/png\r\n\r\n", ServedNetworks.Png(), "\r\n",
            "--cut\r\nContent-Disposition: form-data; name=images; filename=\"пчела.png\"\r\n\r\n", ServedNetworks.Png(), "\r\n",
            "--cut\r\nContent-Disposition: form-data; name=images; filename=empty.png\r\n\r\n\r\n",
            "--cut--\r\nA line after all.");

        var images = (await Json(await client.PostAsync("predict", Form(body, "multipart/form-data; boundary=\"cut\"")))).GetProperty("images").EnumerateArray().ToList();

        Assert.Equal(["ж.png", "пчела.png", "empty.png"], images.Select(image => image.GetProperty("image").GetString()));
        Assert.Equal([true, true, false], images.Select(image => image.TryGetProperty("predictions", out _)));
        Assert.Equal("it cannot be decoded: no known format begins like this", images[2].GetProperty("problem").GetString());
    }

    [Theory]
    [InlineData(5000, "An image has more than 1,000 bytes.")]
    [InlineData(100, "The form holds more than 2 files")]
    public async Task Predict_FormBeyondTheLimits_IsRefusedBeforeAllOfItIsThere(int fileBytes, string detail)
    {
        await using var server = await ServedNetworks.Start(new() { Images = 2, ImageBytes = 1000 });
        using var sender = await RawRequest.Begin(server, "multipart/form-data; boundary=cut", 100_000_000);

        for (var i = 0; i < 3; i++) await sender.Send(Bytes(File, new byte[fileBytes], "\r\n"));

        var answer = await sender.ReadAnswer();
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains(detail, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_FormOfUnknownLength_IsRefusedWhereItPassesTheLimit()
    {
        await using var server = await ServedNetworks.Start(new() { RequestBytes = 200_000 });
        using var client = Client(server);
        using var body = new StreamContent(new MemoryStream(Bytes(string.Concat(Enumerable.Repeat(File + new string('x', 80_000) + "\r\n", 3)), "--cut--\r\n")));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=cut");
        client.DefaultRequestHeaders.TransferEncodingChunked = true;

        await AssertProblem(await client.PostAsync("predict", body), HttpStatusCode.RequestEntityTooLarge, "The request has more than 200,000 bytes.");
    }

    [Fact]
    public async Task Predict_ManyFields_AreRefused()
    {
        await using var server = await ServedNetworks.Start(new() { Images = 2 });
        using var client = Client(server);

        var two = await client.PostAsync("predict", Form(Bytes(Field, Field, File, ServedNetworks.Png(), End)));
        var three = await client.PostAsync("predict", Form(Bytes(Field, Field, Field, File, ServedNetworks.Png(), End)));

        await Json(two);
        await AssertProblem(three, HttpStatusCode.BadRequest, "The form holds more than 2 fields that are not files.");
    }

    private static ByteArrayContent Form(byte[] body, string contentType = "multipart/form-data; boundary=cut")
    {
        var form = new ByteArrayContent(body);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return form;
    }

    private static byte[] Bytes(params object[] parts) => [.. parts.SelectMany(part => part as byte[] ?? Encoding.UTF8.GetBytes((string)part))];
}
