namespace Harness.Models.Winograd;

/// <summary>Tiles that follow each other in one row of an image.</summary>
/// <param name="Image">The image's place in the batch.</param>
/// <param name="Row">The row of tiles.</param>
/// <param name="Column">The column of the first tile.</param>
/// <param name="Length">How many tiles there are.</param>
internal readonly record struct TileRun(int Image, int Row, int Column, int Length);
