namespace Harness.Reporting;

/// <summary>A chart or another picture that was written, for pages that show it.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Path">Relative to the results folder, with forward slashes and without the ending: of a chart there is a .png and a .svg.</param>
/// <param name="Technique">The name of the only technique that it shows; null when it shows all of them.</param>
internal sealed record ChartLink(string Title, string Path, string? Technique)
{
    /// <summary>The file that a page shows, relative to the results folder.</summary>
    public string File { get => field ?? $"{Path}.png"; init; }
}
