using Harness.Data.Images;

namespace Harness.Data.Resampling;

/// <summary>A resize, together with the crops around it and a mirroring after it.</summary>
/// <param name="Source">The part of the image that is resized.</param>
/// <param name="Width">The width to which it is resized.</param>
/// <param name="Height">The height to which it is resized.</param>
/// <param name="Window">The wanted part of the resized image, inside it.</param>
/// <param name="IsMirrored">Whether left and right of the wanted part are exchanged.</param>
internal readonly record struct ResamplePlan(PixelRectangle Source, int Width, int Height, PixelRectangle Window, bool IsMirrored = false)
{
    /// <summary>Makes the weights of both axes.</summary>
    /// <returns>Columns and rows.</returns>
    public (ResampleAxis Columns, ResampleAxis Rows) Axes() => (
        ResampleAxis.Create(Source.Left, Source.Width, Width, Window.Left, Window.Width, IsMirrored),
        ResampleAxis.Create(Source.Top, Source.Height, Height, Window.Top, Window.Height));
}
