namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>The size of the result of a resize, and where on it the whole scaled source lies; parts may be outside.</summary>
internal readonly record struct ResizeLayout(Size Canvas, Rectangle Image)
{
    private enum Placement
    {
        Start,
        Center,
        End,
    }

    /// <exception cref="InvalidOperationException">No side is positive, or a manual resize has no target rectangle.</exception>
    internal static ResizeLayout Calculate(Size source, ResizeOptions options)
    {
        var (width, height) = options.Size;
        if (width <= 0 && height <= 0) throw new InvalidOperationException($"Target width {width} and height {height} must be greater than zero.");
        if (width == 0) width = Math.Max(1, Round(source.Width * height / (float)source.Height));
        if (height == 0) height = Math.Max(1, Round(source.Height * width / (float)source.Width));
        var box = new Size(width, height);
        return options.Mode switch
        {
            ResizeMode.Crop => Fill(source, box, options),
            ResizeMode.Pad => Fit(source, box, options.Position),
            ResizeMode.BoxPad => source.Width < width && source.Height < height
                ? Place(source, box, options.Position)
                : Fit(source, box, options.Position),
            ResizeMode.Max => Whole(Inside(source, box)),
            ResizeMode.Min => Whole(NotBelow(source, box)),
            ResizeMode.Manual => Manual(box, options.TargetRectangle),
            _ => Whole(box),
        };
    }

    /// <summary>The side that needs the larger factor fits exactly, the other hangs over.</summary>
    private static ResizeLayout Fill(Size source, Size box, ResizeOptions options)
    {
        var factorX = MathF.Abs(box.Width / (float)source.Width);
        var factorY = MathF.Abs(box.Height / (float)source.Height);
        if (factorY < factorX)
        {
            var y = Offset(box.Height, source.Height * factorX, Vertical(options.Position), options.CenterCoordinates?.Y);
            return Create(box, new Rectangle(0, y, box.Width, (int)MathF.Ceiling(source.Height * factorX)));
        }

        var x = Offset(box.Width, source.Width * factorY, Horizontal(options.Position), options.CenterCoordinates?.X);
        return Create(box, new Rectangle(x, 0, (int)MathF.Ceiling(source.Width * factorY), box.Height));
    }

    /// <summary>The side that needs the smaller factor fits exactly, the other leaves room.</summary>
    private static ResizeLayout Fit(Size source, Size box, AnchorPositionMode position)
    {
        var factorX = MathF.Abs(box.Width / (float)source.Width);
        var factorY = MathF.Abs(box.Height / (float)source.Height);
        if (factorY < factorX)
        {
            var x = Offset(box.Width, source.Width * factorY, Horizontal(position), null);
            return Create(box, new Rectangle(x, 0, Round(source.Width * factorY), box.Height));
        }

        var y = Offset(box.Height, source.Height * factorX, Vertical(position), null);
        return Create(box, new Rectangle(0, y, box.Width, Round(source.Height * factorX)));
    }

    /// <summary>Unscaled on a larger canvas.</summary>
    private static ResizeLayout Place(Size source, Size box, AnchorPositionMode position)
    {
        var x = Inset(box.Width - source.Width, Horizontal(position));
        var y = Inset(box.Height - source.Height, Vertical(position));
        return Create(box, new Rectangle(x, y, source.Width, source.Height));
    }

    private static Size Inside(Size source, Size box)
    {
        var isFlatter = source.Height / (float)source.Width < box.Height / (float)box.Width;
        return isFlatter
            ? new Size(box.Width, Round(source.Height * MathF.Abs(box.Width / (float)source.Width)))
            : new Size(Round(source.Width * MathF.Abs(box.Height / (float)source.Height)), box.Height);
    }

    /// <summary>The package compares how many pixels each side loses, not the factors.</summary>
    private static Size NotBelow(Size source, Size box)
    {
        if (box.Width > source.Width || box.Height > source.Height) return source;
        var lossX = source.Width - box.Width;
        var lossY = source.Height - box.Height;
        if (lossX < lossY || (lossX == lossY && box.Height > box.Width))
            return new Size(box.Width, Round(box.Width * ((float)source.Height / source.Width)));
        return new Size(Round(box.Height * ((float)source.Width / source.Height)), box.Height);
    }

    private static ResizeLayout Manual(Size box, Rectangle? target)
    {
        if (target is not { } part) throw new InvalidOperationException("Manual resizing requires a target location and size.");
        var width = part.Width > 0 ? part.Width : box.Width;
        var height = part.Height > 0 ? part.Height : box.Height;
        return Create(box, new Rectangle(part.X, part.Y, width, height));
    }

    private static ResizeLayout Whole(Size size) => Create(size, new Rectangle(0, 0, size.Width, size.Height));

    private static ResizeLayout Create(Size canvas, Rectangle image) => new(
        new Size(Math.Max(1, canvas.Width), Math.Max(1, canvas.Height)),
        new Rectangle(image.X, image.Y, Math.Max(1, image.Width), Math.Max(1, image.Height)));

    /// <param name="center">The fraction of the scaled side that should be in the middle of the box, as far as the image reaches.</param>
    private static int Offset(int box, float scaled, Placement placement, float? center)
    {
        if (center is { } fraction) return Math.Max(Round(box - scaled), Math.Min(0, Round((box / 2F) - (scaled * fraction))));
        return placement switch
        {
            Placement.Start => 0,
            Placement.End => Round(box - scaled),
            _ => Round((box - scaled) / 2F),
        };
    }

    private static int Inset(int room, Placement placement) => placement switch
    {
        Placement.Start => 0,
        Placement.End => room,
        _ => room / 2,
    };

    private static Placement Horizontal(AnchorPositionMode position) => position switch
    {
        AnchorPositionMode.Left or AnchorPositionMode.TopLeft or AnchorPositionMode.BottomLeft => Placement.Start,
        AnchorPositionMode.Right or AnchorPositionMode.TopRight or AnchorPositionMode.BottomRight => Placement.End,
        _ => Placement.Center,
    };

    private static Placement Vertical(AnchorPositionMode position) => position switch
    {
        AnchorPositionMode.Top or AnchorPositionMode.TopLeft or AnchorPositionMode.TopRight => Placement.Start,
        AnchorPositionMode.Bottom or AnchorPositionMode.BottomLeft or AnchorPositionMode.BottomRight => Placement.End,
        _ => Placement.Center,
    };

    private static int Round(float value) => (int)MathF.Round(value);
}
