using Microsoft.Playwright;

namespace Harness.Browser.Tests;

/// <summary>The machine's Chromium, with the reports that are looked at: started once for all tests, and not at all if there is none.</summary>
public sealed class Chromium : IAsyncLifetime, IDisposable
{
    private static readonly string? Program =
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private readonly ReportFolders _reports = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Program is null) return;
        _reports.Write();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _reports.Dispose();

    /// <summary>Opens a report in its own window; the test is skipped where there is no browser.</summary>
    /// <param name="name">One of <see cref="ReportFolders"/>.</param>
    /// <param name="width">The width of the window, in CSS pixels.</param>
    /// <param name="isDark">Whether the user prefers dark pages.</param>
    /// <returns>The page.</returns>
    internal Task<OpenPage> Open(string name, int width = 1200, bool isDark = false)
    {
        Skip.If(_browser is null, "there is no Chromium on this machine");
        return Open(new Uri(_reports.PageOf(name)), width, isDark);
    }

    /// <summary>Opens a page in its own window; the test is skipped where there is no browser.</summary>
    /// <param name="address">The page's address.</param>
    /// <param name="width">The width of the window, in CSS pixels.</param>
    /// <param name="isDark">Whether the user prefers dark pages.</param>
    /// <returns>The page.</returns>
    internal async Task<OpenPage> Open(Uri address, int width = 1200, bool isDark = false)
    {
        Skip.If(_browser is null, "there is no Chromium on this machine");
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        });
        var report = new OpenPage(context, await context.NewPageAsync(), address);
        await report.Page.GotoAsync(address.AbsoluteUri);
        return report;
    }
}
