using System.Net.Sockets;
using System.Text;

namespace Harness.Serving.Tests;

/// <summary>A request to /predict whose body is sent piece by piece, and perhaps never to its end.</summary>
internal sealed class RawRequest : IDisposable
{
    private readonly TcpClient _connection = new();

    /// <summary>Sends the header.</summary>
    public static async Task<RawRequest> Begin(PredictionServer server, string contentType, long contentLength)
    {
        var request = new RawRequest();
        await request._connection.ConnectAsync(server.Address.Host, server.Address.Port);
        await request.Send(Encoding.ASCII.GetBytes($"POST /predict HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: close\r\nContent-Type: {contentType}\r\nContent-Length: {contentLength}\r\n\r\n"));
        return request;
    }

    /// <summary>Sends a piece of the body.</summary>
    public async Task Send(byte[] bytes) => await _connection.GetStream().WriteAsync(bytes);

    /// <summary>Reads the answer with its header, until the body has its last chunk.</summary>
    public async Task<string> ReadAnswer()
    {
        using var reader = new StreamReader(_connection.GetStream());
        var answer = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != "0") answer.AppendLine(line);
        return answer.ToString();
    }

    /// <summary>Goes away.</summary>
    public void Dispose() => _connection.Dispose();
}
