using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Harness.Browser.Tests;

/// <summary><c>report.html</c> as a browser shows it.</summary>
public sealed class ReportPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [SkippableTheory]
    [InlineData(ReportFolders.Usual)]
    [InlineData(ReportFolders.Hostile)]
    [InlineData(ReportFolders.Failures)]
    [InlineData(ReportFolders.Large)]
    public async Task Open_AnyReport_DrawsEverythingWithoutAComplaint(string name)
    {
        await using var report = await chromium.Open(name);

        foreach (var chart in new[] { "#chart-accuracy", "#chart-curves", "#chart-cost", "#chart-calibration" }) await Expect(report.Page.Locator($"{chart} svg")).ToBeVisibleAsync();
        await Expect(report.Page.Locator("#confusion-table tbody tr").First).ToBeVisibleAsync();
        await Expect(report.Page.Locator("#gallery-tiles li").First).ToBeVisibleAsync();
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task Open_HostileNames_ShowsThemAsTheyAre()
    {
        await using var report = await chromium.Open(ReportFolders.Hostile);

        await Expect(report.Page.Locator("#table tbody th").First).ToContainTextAsync(ReportFolders.HostileName);
        await Expect(report.Page.Locator("#gallery-one option").First).ToHaveTextAsync(ReportFolders.HostileName);
        await Expect(report.Page.Locator("#confusion-table thead th").First).ToHaveTextAsync(ReportFolders.HostileName);
    }

    [SkippableFact]
    public async Task Filter_PartOfAName_LeavesThoseRows()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);

        await report.Page.FillAsync("#filter", "RIGHT");

        await Expect(report.Page.Locator("#table tbody tr:visible")).ToHaveCountAsync(2);
        await Expect(report.Page.Locator("#filtered")).ToHaveTextAsync("2 of 3");
    }

    [SkippableFact]
    public async Task Sort_ByAccuracy_StartsWithTheHighestAndTurnsRound()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);
        var head = report.Page.Locator("#table thead th", new() { HasText = "Validation accuracy" });

        await head.Locator("button").FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        await Expect(head).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(report.Page.Locator("#table tbody th").First).ToContainTextAsync("Always right");
        await report.Page.Keyboard.PressAsync("Enter");
        await Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(report.Page.Locator("#table tbody th").First).ToContainTextAsync("Mostly wrong");
    }

    [SkippableFact]
    public async Task Curves_Loss_AreDrawn()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);

        await report.Page.SelectOptionAsync("#metric", "loss");
        await report.Page.CheckAsync("#training");

        await Expect(report.Page.Locator("#chart-curves svg text", new() { HasTextString = "loss" })).ToBeVisibleAsync();
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task Curves_MetricOfPretraining_IsOfferedAndDrawn()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);

        await Expect(report.Page.Locator("#metric option")).ToHaveTextAsync(["accuracy", "loss", "rotation loss", "domain accuracy"]);
        await report.Page.SelectOptionAsync("#metric", "domain_accuracy");

        await Expect(report.Page.Locator("#chart-curves svg text", new() { HasTextString = "domain accuracy" })).ToBeVisibleAsync();
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task Open_PretrainingAlone_OffersWhatItMeasures()
    {
        await using var report = await chromium.Open(ReportFolders.Pretraining);

        await Expect(report.Page.Locator("#metric option")).ToHaveTextAsync(["rotation loss"]);
        await Expect(report.Page.Locator("#chart-curves svg text", new() { HasTextString = "rotation loss" })).ToBeVisibleAsync();
        await Expect(report.Page.Locator("#accuracy, #cost")).ToHaveCountAsync(0);
        Assert.Empty(report.Complaints);
    }

    [SkippableFact]
    public async Task Confusion_LessAnother_ShowsTheDifference()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);

        // Of the images of the first class the first takes all for what they are, and the third none.
        await Expect(report.Page.Locator("#confusion-table tbody td").First).ToHaveTextAsync("20");
        await report.Page.SelectOptionAsync("#confusion-other", "Mostly wrong");
        await Expect(report.Page.Locator("#confusion-table tbody td").First).ToHaveTextAsync("+20");
    }

    [SkippableFact]
    public async Task Confusion_ManyClasses_ListsTheMostFrequent()
    {
        await using var report = await chromium.Open(ReportFolders.Large);

        // The best is right on three of four images; all it gets wrong are of the first class, taken for the second.
        await Expect(report.Page.Locator("#confusion-table tbody tr")).ToHaveCountAsync(1);
        await Expect(report.Page.Locator("#confusion-table tbody tr")).ToHaveTextAsync("class 0class 110");
    }

    [SkippableFact]
    public async Task Confusion_ManyClassesLessAnother_ListsWhatOnlyTheOtherConfuses()
    {
        await using var report = await chromium.Open(ReportFolders.Large);

        // The third takes all images of the second class for the first, and is right about the first.
        await report.Page.SelectOptionAsync("#confusion-other", "Technique number 3");

        await Expect(report.Page.Locator("#confusion-table tbody tr")).ToHaveTextAsync(["class 1class 0-20", "class 0class 1+10"]);
    }

    [SkippableFact]
    public async Task Gallery_OneRightAnotherWrong_ShowsTheirImages()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);

        await report.Page.SelectOptionAsync("#gallery-view", "differing");
        await report.Page.SelectOptionAsync("#gallery-other", "Mostly wrong");

        await Expect(report.Page.Locator("#gallery-count")).ToContainTextAsync("all 30 images that the first gets right and the second wrong; the other way round there are 0.");
        await Expect(report.Page.Locator("#gallery-tiles li")).ToHaveCountAsync(30);
        await report.Page.SelectOptionAsync("#gallery-class", new SelectOptionValue { Label = "tulip" });
        await Expect(report.Page.Locator("#gallery-tiles li")).ToHaveCountAsync(10);
        await report.Page.SelectOptionAsync("#gallery-view", "hardest");
        await Expect(report.Page.Locator("#gallery-one")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task Gallery_AnImage_SaysWhatEveryTechniqueSaysOfIt()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);

        await report.Page.Locator("#gallery-tiles button").Nth(1).FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");

        var dialog = report.Page.Locator("#gallery-dialog");
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(dialog.Locator("thead th")).ToHaveCountAsync(4);
        await Expect(dialog.Locator("tbody tr").Nth(2).Locator("td").First).ToHaveTextAsync("✗ daisy 0.750");
        await Expect(dialog.Locator("img")).ToBeVisibleAsync();
        await report.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task Gallery_ImageThatIsGone_SaysSo()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);

        await Expect(report.Page.Locator("#gallery-tiles li").First).ToContainTextAsync("daisy/0.jpg can no longer be read");
    }

    [SkippableTheory]
    [InlineData(ReportFolders.Usual)]
    [InlineData(ReportFolders.Hostile)]
    [InlineData(ReportFolders.Large)]
    public async Task Open_OnAPhone_ScrollsOnlyDown(string name)
    {
        await using var report = await chromium.Open(name, width: 390);

        Assert.Equal(390, await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [SkippableFact]
    public async Task Print_LeavesOutWhatIsToBeClicked()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);

        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(report.Page.Locator("nav")).ToBeHiddenAsync();
        await Expect(report.Page.Locator("#filter")).ToBeHiddenAsync();
        await Expect(report.Page.Locator("#table")).ToBeVisibleAsync();
    }

    [SkippableTheory]
    [InlineData(ReportFolders.Usual, false)]
    [InlineData(ReportFolders.Usual, true)]
    [InlineData(ReportFolders.Failures, false)]
    public async Task Open_ForEverybody_HasNoViolationThatAxeFinds(string name, bool isDark)
    {
        await using var report = await chromium.Open(name, isDark: isDark);

        await AssertAccessible(report.Page);
    }

    [SkippableFact]
    public async Task Dialog_ForEverybody_HasNoViolationThatAxeFinds()
    {
        await using var report = await chromium.Open(ReportFolders.Usual);
        await report.Page.Locator("#gallery-tiles button").Nth(1).ClickAsync();

        await AssertAccessible(report.Page);
    }

    private static async Task AssertAccessible(IPage page)
    {
        var found = await page.RunAxe();

        Assert.NotEmpty(found.Passes);
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Help} {violation.Nodes[0].Html}"));
    }
}
