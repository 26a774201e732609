using Microsoft.Playwright;

namespace Harness.Browser.Tests;

/// <summary>A page that is shown in a browser, and what the browser says about it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    /// <summary>Watches a page.</summary>
    /// <param name="context">Its window; disposed with this.</param>
    /// <param name="page">The page.</param>
    /// <param name="address">Its address: a page from a server may ask that server, one from a file nobody.</param>
    public OpenPage(IBrowserContext context, IPage page, Uri address)
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
            var own = address.IsFile ? "file:" : address.GetLeftPart(UriPartial.Authority);
            if (!new[] { own, "data:", "blob:" }.Any(start => request.Url.StartsWith(start, StringComparison.Ordinal))) Complaints.Add($"request: {request.Url}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors, messages and requests to others; there are to be none.</summary>
    public List<string> Complaints { get; } = [];

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
