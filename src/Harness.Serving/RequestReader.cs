using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Harness.Serving;

/// <summary>Takes the images out of a request: one as its body, or several as the files of a form.</summary>
/// <param name="limits">What is taken at most.</param>
internal sealed class RequestReader(ServerLimits limits)
{
    private const string Expected = "send an image as the body (Content-Type: image/jpeg, for example), or several as the files of a form (multipart/form-data)";

    /// <summary>Reads the images.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>At least one image.</returns>
    /// <exception cref="RefusedRequestException">There is none, there are too many, or they are too large.</exception>
    public async Task<IReadOnlyList<ReceivedImage>> Read(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return request.HasFormContentType ? await ReadForm(request, cancellation) : await ReadBody(request, cancellation);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, $"The request has more than {limits.RequestBytes:N0} bytes.");
        }
        catch (InvalidDataException exception)
        {
            // What ASP.NET Core says of forms beyond its limits, and of those that are none.
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"The form cannot be read: {exception.Message}");
        }
    }

    /// <summary>Says that a body is of a type that is not taken.</summary>
    /// <param name="contentType">Its type; null where it has none.</param>
    /// <returns>A sentence.</returns>
    public static string UnexpectedType(string? contentType) => $"The Content-Type is {(contentType is null ? "missing" : $"'{contentType}'")}: {Expected}.";

    private async Task<IReadOnlyList<ReceivedImage>> ReadForm(HttpRequest request, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (form.Files.Count == 0) throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"The form holds no file: {Expected}.");
        if (form.Files.Count > limits.Images) throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, $"The form holds {form.Files.Count} files; at most {limits.Images} are taken at a time.");
        var images = new List<ReceivedImage>();
        foreach (var file in form.Files)
        {
            EnsureSize(file.Length);
            using var content = file.OpenReadStream();
            images.Add(new(file.FileName.Length > 0 ? file.FileName : file.Name, await ReadAll(content, cancellation)));
        }
        return images;
    }

    private async Task<IReadOnlyList<ReceivedImage>> ReadBody(HttpRequest request, CancellationToken cancellation)
    {
        if (!IsOfImage(request.ContentType))
            throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, UnexpectedType(request.ContentType));
        EnsureSize(request.ContentLength ?? 0);
        var content = await ReadAll(request.Body, cancellation);
        if (content.Length == 0) throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"The body is empty: {Expected}.");
        return [new("image", content)];
    }

    private async Task<ReadOnlyMemory<byte>> ReadAll(Stream content, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var part = new byte[81_920];
        int count;
        while ((count = await content.ReadAsync(part, cancellation)) > 0)
        {
            EnsureSize(buffer.Length + count);
            buffer.Write(part, 0, count);
        }
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private void EnsureSize(long bytes)
    {
        if (bytes > limits.ImageBytes) throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, $"An image has more than {limits.ImageBytes:N0} bytes.");
    }

    private static bool IsOfImage(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.Type.Equals("image", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase));
}
