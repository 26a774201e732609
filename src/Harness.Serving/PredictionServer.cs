using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Diagnostics;
using Harness.Inference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Harness.Serving;

/// <summary>Serves trained networks on this machine alone: a page, and an interface for programs.</summary>
public sealed class PredictionServer : IAsyncDisposable
{
    // For sending the last answers.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly WebApplication _application;
    private readonly PredictionQueue _queue;
    private readonly Predictor _predictor;

    private PredictionServer(WebApplication application, PredictionQueue queue, Predictor predictor) => (_application, _queue, _predictor) = (application, queue, predictor);

    /// <summary>The address of the page.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What the server is made of, for tests.</summary>
    internal IServiceProvider Services => _application.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="predictor">What is served; disposed with the server.</param>
    /// <param name="model">Its description.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="limits">The limits.</param>
    /// <returns>The server; the caller disposes it.</returns>
    /// <exception cref="HarnessException">The port is not available.</exception>
    public static async Task<PredictionServer> Start(Predictor predictor, ModelAnswer model, int port, ServerLimits limits)
    {
        var metrics = new ServerMetrics();
        var queue = new PredictionQueue(predictor, metrics);
        var application = Build(port, limits, metrics);
        var server = new PredictionServer(application, queue, predictor);
        new PredictionEndpoints(predictor, model, new PredictHandler(predictor, queue, limits, metrics), limits, metrics).Map(application);
        try
        {
            await application.StartAsync();
            return server;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await server.DisposeAsync();
            throw NoPort(port, exception);
        }
    }

    /// <summary>Stops accepting requests, answers the pending ones, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        await _queue.DisposeAsync();
        _predictor.Dispose();
    }

    private static WebApplication Build(int port, ServerLimits limits, ServerMetrics metrics)
    {
        // An empty builder: neither files nor variables of this folder or machine can change what is served.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.RequestBytes;
            if (port == 0) kestrel.Listen(IPAddress.Loopback, 0);
            else kestrel.ListenLocalhost(port);
        });
        var services = builder.Services;
        // Everything that has arrived is answered or refused by then; the default is shorter than what a request may take.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = limits.Time + Margin);
        // Signals are the caller's; the host's own handler would swallow the second one, which ends the process.
        services.AddSingleton<IHostLifetime, CallersLifetime>();
        services.AddRouting();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        services.AddOpenApi(options => options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "Harness: image classification";
            document.Info.Version = typeof(PredictionServer).Assembly.GetName().Version!.ToString(3);
            return Task.CompletedTask;
        }));
        services.AddLogging();
        // A page of another site whose name resolves to this machine must not read the answers.
        services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        var application = builder.Build();
        application.UseWhen(context => context.Request.Path.StartsWithSegments(PredictionEndpoints.PredictPath, StringComparison.OrdinalIgnoreCase), branch => branch.Use(new RequestMeter(metrics).Measure));
        application.UseHostFiltering();
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.UseRouting();
        return application;
    }

    private static void Complete(ProblemDetailsContext context)
    {
        // Rejected before the handler ran, by the content types that the interface declares.
        if (context.ProblemDetails is { Status: StatusCodes.Status415UnsupportedMediaType, Detail: null } problem) problem.Detail = RequestReader.UnexpectedType(context.HttpContext.Request.ContentType);
    }

    private static HarnessException NoPort(int port, Exception exception)
    {
        var cause = exception as SocketException ?? exception.InnerException as SocketException ?? exception.InnerException?.InnerException as SocketException;
        var isTaken = exception.InnerException is AddressInUseException || cause?.SocketErrorCode == SocketError.AddressAlreadyInUse;
        return new(
            isTaken ? $"Port {port.ToString(CultureInfo.InvariantCulture)} is in use by another program." : $"Port {port.ToString(CultureInfo.InvariantCulture)} cannot be used: {exception.Message}",
            "Give another one with --port, or 0 for any free one.",
            cause ?? exception);
    }
}
