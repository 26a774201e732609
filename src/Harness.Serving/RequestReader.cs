using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Harness.Serving;

/// <summary>Reads the images of a request: one as its body, or several as the files of a form.</summary>
/// <param name="limits">The limits.</param>
internal sealed class RequestReader(ServerLimits limits)
{
    private const string Expected = "send an image as the body (Content-Type: image/jpeg, for example), or several as the files of a form (multipart/form-data)";

    private readonly FormReader _form = new(limits);
    private readonly FileReader _file = new(limits);

    /// <summary>Reads the images.</summary>
    /// <param name="request">The request.</param>
    /// <param name="memory">Gives the memory.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>At least one image.</returns>
    /// <exception cref="RefusedRequestException">There are none, too many or too large ones, there is no memory for them right now, or the request is broken.</exception>
    public async Task<IReadOnlyList<ReceivedImage>> Read(HttpRequest request, RequestMemory memory, CancellationToken cancellation)
    {
        try
        {
            return request.HasFormContentType ? await ReadForm(request, memory, cancellation) : await ReadBody(request, memory, cancellation);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, $"The request has more than {limits.RequestBytes:N0} bytes.");
        }
        catch (BadHttpRequestException exception) when (!IsGone(request))
        {
            throw new RefusedRequestException(exception.StatusCode, $"The body cannot be read: {exception.Message}");
        }
        catch (InvalidDataException exception)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"The form cannot be read: {exception.Message}");
        }
        catch (IOException) when (!IsGone(request))
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The body cannot be read: it ends too early, or, if it is a form, its boundary is not the one in its Content-Type.");
        }
    }

    /// <summary>Says that a body has a type that is not accepted.</summary>
    /// <param name="contentType">Its type; null if it has none.</param>
    /// <returns>A sentence.</returns>
    public static string UnexpectedType(string? contentType) => $"The Content-Type is {(contentType is null ? "missing" : $"'{contentType}'")}: {Expected}.";

    // The client is gone, so nobody needs the answer that the body ends too early.
    private static bool IsGone(HttpRequest request) => request.HttpContext.RequestAborted.IsCancellationRequested;

    private async Task<IReadOnlyList<ReceivedImage>> ReadForm(HttpRequest request, RequestMemory memory, CancellationToken cancellation)
    {
        var images = await _form.Read(request, memory, cancellation);
        return images.Count > 0 ? images : throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"The form holds no file: {Expected}.");
    }

    private async Task<IReadOnlyList<ReceivedImage>> ReadBody(HttpRequest request, RequestMemory memory, CancellationToken cancellation)
    {
        if (!IsOfImage(request.ContentType))
            throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, UnexpectedType(request.ContentType));
        _file.EnsureLength(request.ContentLength ?? 0);
        var content = await _file.Read(request.Body, memory, cancellation);
        if (content.Length == 0) throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"The body is empty: {Expected}.");
        return [new("image", content)];
    }

    private static bool IsOfImage(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.Type.Equals("image", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase));
}
