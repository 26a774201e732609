namespace Harness.Models.BatchNormalization;

/// <summary>What of a window lies inside of its image.</summary>
/// <param name="First">Its first position, counted through all images.</param>
/// <param name="Height">Its height.</param>
/// <param name="Width">Its width.</param>
internal readonly record struct PoolingWindow(nint First, int Height, int Width);
