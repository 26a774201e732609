using System.Globalization;
using Harness.Diagnostics;
using Harness.Inference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Harness.Serving;

/// <summary>The addresses of a server, and what is at each.</summary>
/// <param name="predictor">What is served.</param>
/// <param name="model">Its description.</param>
/// <param name="handler">Classifies the images of a request.</param>
/// <param name="limits">The limits.</param>
/// <param name="metrics">Counts.</param>
internal sealed class PredictionEndpoints(Predictor predictor, ModelAnswer model, PredictHandler handler, ServerLimits limits, ServerMetrics metrics)
{
    /// <summary>The path that classifies images.</summary>
    public const string PredictPath = "/predict";

    // After this a place may be free again: most requests take less.
    private const string SecondsUntilRetry = "5";

    private readonly RequestTurns _turns = new(limits);
    private readonly MemoryBudget _budget = new(limits.HeldBytes, metrics.HeldBytes);
    private readonly RequestReader _reader = new(limits);

    /// <summary>Maps all addresses.</summary>
    /// <param name="routes">The application.</param>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        PageFiles.Map(routes);
        routes.MapGet("/health", () => new HealthAnswer("ok")).WithSummary("Whether the server is running.");
        routes.MapGet("/model", () => model).WithSummary("The classes and techniques served.");
        routes.MapGet("/metrics", (Delegate)Write).WithSummary("Counters in Prometheus' text format.").Produces<string>(contentType: "text/plain");
        routes.MapPost(PredictPath, (Delegate)Predict)
            .WithSummary("Classifies images: one as the body, or several as the files of a form.")
            .WithDescription("technique: the technique to answer, may be repeated (default: the one with the highest validation accuracy); all=true: all techniques; top: how many of the most probable classes to return (default: 1).")
            .Accepts<IFormFileCollection>("multipart/form-data", "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", "application/octet-stream")
            .Produces<PredictionAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status408RequestTimeout)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DisableAntiforgery();
    }

    private async Task Write(HttpContext context)
    {
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await metrics.Write(context.Response.Body, context.RequestAborted);
    }

    private async Task<IResult> Predict(HttpContext context)
    {
        // For waiting, reading and computing; writing the answer has no limit.
        using var time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        time.CancelAfter(limits.Time);
        try
        {
            using var turn = await _turns.Take(time.Token);
            return await Answer(context, time.Token);
        }
        catch (RefusedRequestException exception)
        {
            return Problem(context, exception.Status, exception.Message);
        }
        catch (Exception exception) when (MemoryShortage.IsMeantBy(exception))
        {
            return Problem(context, StatusCodes.Status503ServiceUnavailable, "The server has too little memory for these images right now. Send smaller images or fewer at a time, or try again later.");
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return Problem(
                context, StatusCodes.Status503ServiceUnavailable,
                FormattableString.Invariant($"The request could not be answered within {limits.Time.TotalSeconds} seconds, waiting and sending included. Send fewer images at a time, or try again later."));
        }
    }

    private async Task<IResult> Answer(HttpContext context, CancellationToken cancellation)
    {
        var request = context.Request;
        var (asked, top) = (Asked(request.Query), Top(request.Query));
        using var memory = new RequestMemory(_budget);
        var images = await _reader.Read(request, memory, cancellation);
        var answer = await handler.Answer(images, asked, top, cancellation);
        return answer.Images.All(image => image.Problem is not null)
            ? Problem(context, StatusCodes.Status422UnprocessableEntity, string.Join("; ", answer.Images.Select(image => $"{image.Image}: {image.Problem}")))
            : TypedResults.Ok(answer);
    }

    private static ProblemHttpResult Problem(HttpContext context, int status, string detail)
    {
        if (status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = SecondsUntilRetry;
        return TypedResults.Problem(detail, statusCode: status);
    }

    private IReadOnlyList<int> Asked(IQueryCollection query)
    {
        if (query["all"] is ["true"]) return [.. Enumerable.Range(0, predictor.Techniques.Count)];
        if (query["technique"] is not { Count: > 0 } names) return [PlaceOf(model.Techniques[0].Name)];
        return [.. names.Select(name => PlaceOf(name ?? string.Empty)).Distinct()];
    }

    private int PlaceOf(string technique)
    {
        var place = predictor.Techniques.ToList().IndexOf(technique);
        return place >= 0 ? place : throw new RefusedRequestException(
            StatusCodes.Status400BadRequest,
            $"There is no technique '{technique}'.{Suggestion.DidYouMean(technique, predictor.Techniques)} There are: {string.Join(", ", predictor.Techniques.Select(known => $"'{known}'"))}.");
    }

    private static int Top(IQueryCollection query)
    {
        if (query["top"] is not [{ } text]) return 1;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top > 0
            ? top
            : throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"top must be a whole number of at least 1, not '{text}'.");
    }
}
