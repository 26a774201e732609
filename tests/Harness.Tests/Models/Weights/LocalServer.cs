using System.Net;
using System.Net.Sockets;

namespace Harness.Tests.Models.Weights;

/// <summary>A web server on the loopback address that answers one request.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _answered;

    public LocalServer(Func<HttpListenerContext, Task> answer)
    {
        Address = new($"http://127.0.0.1:{FreePort()}/models/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _answered = AnswerAsync(answer);
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _listener.Close();
        _answered.Wait(TimeSpan.FromSeconds(10));
    }

    private async Task AnswerAsync(Func<HttpListenerContext, Task> answer)
    {
        try
        {
            await answer(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client went away, or the test ended without a request: the test asserts what the client saw.
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
