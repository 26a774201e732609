using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Harness.Serving;

/// <summary>Reads the files of a form as they arrive: a refused one is not read to its end, and nothing is written to disk, unlike with ASP.NET Core's own reader.</summary>
/// <param name="limits">The limits.</param>
internal sealed class FormReader(ServerLimits limits)
{
    // RFC 2046 allows 70 characters.
    private const int MaximumBoundary = 128;
    private const int BufferBytes = 64 << 10;

    private readonly FileReader _files = new(limits);

    /// <summary>Reads the files of a form.</summary>
    /// <param name="request">The request, whose body is a form.</param>
    /// <param name="memory">Gives the memory.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The files in their order. Fields that are not files are left out.</returns>
    /// <exception cref="RefusedRequestException">There are too many, or one is too large.</exception>
    /// <exception cref="InvalidDataException">It is not a form.</exception>
    /// <exception cref="IOException">It ends before its end.</exception>
    public async Task<IReadOnlyList<ReceivedImage>> Read(HttpRequest request, RequestMemory memory, CancellationToken cancellation)
    {
        var files = new List<ReceivedImage>();
        if (request.ContentLength == 0) return files;
        var sections = new MultipartReader(Boundary(request), request.Body, BufferBytes);
        var fields = 0;
        while (await sections.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (FileOf(section) is not { } file)
            {
                if (++fields > limits.Images) throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"The form holds more than {limits.Images} fields that are not files.");
                continue;
            }
            if (files.Count == limits.Images) throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, $"The form holds more than {limits.Images} files; at most {limits.Images} are accepted at a time.");
            files.Add(new(file.FileName.Length > 0 ? file.FileName : file.Name, await _files.Read(section.Body, memory, cancellation)));
        }
        return files;
    }

    private static string Boundary(HttpRequest request) => request.GetMultipartBoundary() switch
    {
        { Length: 0 } => throw new InvalidDataException("its Content-Type names no boundary."),
        { Length: > MaximumBoundary } => throw new InvalidDataException($"its boundary has more than {MaximumBoundary} characters."),
        var boundary => boundary,
    };

    private static FileMultipartSection? FileOf(MultipartSection section)
    {
        var disposition = section.GetContentDispositionHeader() ?? throw new InvalidDataException($"the Content-Disposition of a field is {(section.ContentDisposition is { } value ? $"'{value}'" : "missing")}.");
        return disposition.IsFileDisposition() ? new(section, disposition) : null;
    }
}
