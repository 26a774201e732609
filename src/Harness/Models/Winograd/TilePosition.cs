namespace Harness.Models.Winograd;

/// <summary>Where the outputs of a tile are.</summary>
/// <param name="Image">The image's place in the batch.</param>
/// <param name="Top">Their first row.</param>
/// <param name="Left">Their first column.</param>
internal readonly record struct TilePosition(int Image, int Top, int Left);
