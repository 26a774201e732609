using Deque.AxeCore.Playwright;
using Harness.Serving.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Harness.Browser.Tests;

/// <summary>The page of <c>harness serve</c> as a browser shows it.</summary>
public sealed class ServedPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly FilePayload Broken = new() { Name = "broken <i>.jpg", MimeType = "image/jpeg", Buffer = [1, 2, 3] };

    [SkippableFact]
    public async Task Choose_Images_ShowsWhatEveryTechniqueSays()
    {
        await using var server = await ServedNetworks.Start();
        await using var page = await chromium.Open(server.Address);

        await page.Page.SetInputFilesAsync("#files", [.. Enumerable.Range(0, 12).Select(i => Picture($"{i}.png", (byte)(i * 20))), Broken]);

        await Expect(page.Page.Locator("#status")).ToContainTextAsync("12 images classified; ");
        await Expect(page.Page.Locator("#status")).ToContainTextAsync("1 could not be read.");
        await Expect(page.Page.Locator("#columns th")).ToHaveCountAsync(3);
        await Expect(page.Page.Locator("#columns th").Nth(2)).ToContainTextAsync(ServedNetworks.First);
        await Expect(page.Page.Locator("#rows tr")).ToHaveCountAsync(13);
        await Expect(page.Page.Locator("#rows .problem")).ToHaveTextAsync("it cannot be decoded: no known format begins like this");
        Assert.Equal(24, await page.Page.Locator("#rows .probability").CountAsync());
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Drop_AnImage_ClassifiesIt()
    {
        await using var server = await ServedNetworks.Start();
        await using var page = await chromium.Open(server.Address);
        await Expect(page.Page.Locator("#model")).ToContainTextAsync("2 techniques, 3 classes");

        await using var dropped = await page.Page.EvaluateHandleAsync(
            "content => { const transfer = new DataTransfer(); transfer.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], 'dropped.png', { type: 'image/png' })); return transfer; }",
            Convert.ToBase64String(ServedNetworks.Png()));
        await page.Page.DispatchEventAsync("#drop", "drop", new Dictionary<string, object> { ["dataTransfer"] = dropped });

        await Expect(page.Page.Locator("#rows th")).ToHaveTextAsync("dropped.png");
        await Expect(page.Page.Locator("#status")).ToContainTextAsync("1 image classified");
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Choose_NothingButABrokenImage_SaysWhatIsWrong()
    {
        await using var server = await ServedNetworks.Start();
        await using var page = await chromium.Open(server.Address);

        await page.Page.SetInputFilesAsync("#files", [Broken]);

        await Expect(page.Page.Locator("#rows th")).ToHaveTextAsync("broken <i>.jpg");
        await Expect(page.Page.Locator("#rows .problem")).ToHaveTextAsync("it cannot be decoded: no known format begins like this");
        await Expect(page.Page.Locator("#status")).ToHaveTextAsync("0 images classified; 1 could not be read.");
        // The answer to an image that is none is an error to the browser's console, and to nobody else.
        Assert.All(page.Complaints, complaint => Assert.Contains("422", complaint, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Choose_ImagesOnWhichTechniquesDisagree_ShowsThemFirst()
    {
        await using var server = await ServedNetworks.Start();
        await using var page = await chromium.Open(server.Address);
        await page.Page.SetInputFilesAsync("#files", [.. Enumerable.Range(0, 16).Select(i => Picture($"{i}.png", (byte)(i * 16)))]);
        await Expect(page.Page.Locator("#status")).ToContainTextAsync("16 images classified");

        var rows = await page.Page.Locator("#rows tr").AllAsync();
        var differences = new List<int>();
        foreach (var row in rows) differences.Add((await row.Locator(".class").AllTextContentsAsync()).Distinct().Count());
        await page.Page.CheckAsync("#disagreeing");

        Assert.Equal(differences.OrderDescending(), differences);
        await Expect(page.Page.Locator("#rows tr")).ToHaveCountAsync(differences.Count(count => count > 1));
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Clear_AfterImages_BeginsAnew()
    {
        await using var server = await ServedNetworks.Start();
        await using var page = await chromium.Open(server.Address);
        await page.Page.SetInputFilesAsync("#files", [Picture("a.png", 1)]);
        await Expect(page.Page.Locator("#rows tr")).ToHaveCountAsync(1);

        await page.Page.ClickAsync("#clear");

        await Expect(page.Page.Locator("#results")).ToBeHiddenAsync();
        await page.Page.SetInputFilesAsync("#files", [Picture("b.png", 2)]);
        await Expect(page.Page.Locator("#rows th")).ToHaveTextAsync("b.png");
    }

    [SkippableFact]
    public async Task Choose_ServerIsGone_SaysSo()
    {
        var server = await ServedNetworks.Start();
        await using var page = await chromium.Open(server.Address);
        await Expect(page.Page.Locator("#model")).ToContainTextAsync("2 techniques, 3 classes");

        await server.DisposeAsync();
        await page.Page.SetInputFilesAsync("#files", [Picture("a.png", 1)]);

        await Expect(page.Page.Locator("#error")).ToHaveTextAsync("The server does not answer. Is it still running?");
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Choose_ForEverybody_HasNoViolationThatAxeFinds(bool isDark)
    {
        await using var server = await ServedNetworks.Start();
        await using var page = await chromium.Open(server.Address, isDark: isDark);
        await page.Page.SetInputFilesAsync("#files", [Picture("a.png", 1), Broken]);
        await Expect(page.Page.Locator("#rows tr")).ToHaveCountAsync(2);

        var found = await page.Page.RunAxe();

        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }

    [SkippableFact]
    public async Task Open_NarrowWindow_ScrollsTheTableAlone()
    {
        await using var server = await ServedNetworks.Start();
        await using var page = await chromium.Open(server.Address, width: 360);
        await page.Page.SetInputFilesAsync("#files", [Picture("a.png", 1)]);
        await Expect(page.Page.Locator("#rows tr")).ToHaveCountAsync(1);

        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private static FilePayload Picture(string name, byte red) => new() { Name = name, MimeType = "image/png", Buffer = ServedNetworks.Png(red: red) };
}
