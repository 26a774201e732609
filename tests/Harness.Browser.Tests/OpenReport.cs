using Microsoft.Playwright;

namespace Harness.Browser.Tests;

/// <summary>A report that is shown in a browser, and what the browser says of it.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public OpenReport(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Complaints.Add($"request: {request.Url}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors, messages and requests; a report makes none.</summary>
    public List<string> Complaints { get; } = [];

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
