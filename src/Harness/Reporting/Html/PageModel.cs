using Harness.Reporting.Comparisons;
using Microsoft.AspNetCore.Html;

namespace Harness.Reporting.Html;

/// <summary>What the page shows, as texts that the template encodes.</summary>
public sealed record PageModel
{
    /// <summary>The suite's name.</summary>
    public required string Title { get; init; }

    /// <summary>What the suite is about; empty for nothing.</summary>
    public required string Description { get; init; }

    /// <summary>What to know about the numbers before anything else: that they come from a dry run, or from drawn images.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What the table supports, the most important sentence first; empty if nothing could be compared.</summary>
    public required IReadOnlyList<string> Verdict { get; init; }

    /// <summary>The comparison.</summary>
    public required ResultTable Table { get; init; }

    /// <summary>For each row whether it is best or tied with the best.</summary>
    public required IReadOnlyList<bool> IsBest { get; init; }

    /// <summary>All differences as a table; null if there is nothing to compare, or too much for a page.</summary>
    internal PairMatrix? Differences { get; init; }

    /// <summary>Pictures that are in the page itself.</summary>
    public required IReadOnlyList<PagePicture> Pictures { get; init; }

    /// <summary>How many images each class has; null if that is not known.</summary>
    internal ImageCountTable? ImageCounts { get; init; }

    /// <summary>Settings, versions and the like, each with its name.</summary>
    public required IReadOnlyList<(string Name, string Text)> Settings { get; init; }

    /// <summary>The command that was run.</summary>
    public required string Command { get; init; }

    /// <summary>Whether there is a class to confuse with another.</summary>
    public required bool HasConfusion { get; init; }

    /// <summary>Whether there are images with what was said about them.</summary>
    public required bool HasGallery { get; init; }

    /// <summary>Whether accuracies are those of an epoch that was chosen, instead of the last one.</summary>
    public required bool ChoosesEpochs { get; init; }

    /// <summary>Whether there are accuracies to draw, and to draw against times: of a suite that only pretrains there are none.</summary>
    public required bool HasAccuracy { get; init; }

    /// <summary>Whether there is any figure to follow over the epochs.</summary>
    public required bool HasCurves { get; init; }

    /// <summary>The page's style sheet.</summary>
    public required IHtmlContent Style { get; init; }

    /// <summary>The page's own script, after the library's.</summary>
    public required IHtmlContent Script { get; init; }

    /// <summary>The library that draws.</summary>
    public required IHtmlContent Library { get; init; }

    /// <summary>What the script draws, as JSON in which nothing can end a script element.</summary>
    public required IHtmlContent Data { get; init; }
}

/// <summary>A picture inside the page.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Address">A data address.</param>
public sealed record PagePicture(string Title, string Address);
