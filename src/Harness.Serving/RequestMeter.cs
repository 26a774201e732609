using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Harness.Serving;

/// <summary>Counts requests by what became of them, and measures how long they took. It stands before all else, so that it sees every answer, whoever gives it.</summary>
/// <param name="metrics">Counts.</param>
internal sealed class RequestMeter(ServerMetrics metrics)
{
    /// <summary>Has a request answered, and counts it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">Answers it.</param>
    /// <returns>When it is answered.</returns>
    public async Task Measure(HttpContext context, RequestDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            metrics.Requests.WithLabels(context.Response.StatusCode.ToString(CultureInfo.InvariantCulture)).Inc();
            metrics.Seconds.Observe(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
    }
}
