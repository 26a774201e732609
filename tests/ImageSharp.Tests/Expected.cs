namespace ImageSharp.Tests;

/// <summary>What Pillow makes of one image: digests of the raw bytes as RGB, RGBA and grey.</summary>
internal sealed record Expected
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required string Rgb { get; init; }

    public string? Rgba { get; init; }

    public string? Gray { get; init; }

    /// <summary>By the denominator of the scale: the RGB digest in draft mode.</summary>
    public Dictionary<string, string>? Reduced { get; init; }

    /// <summary>After turning by the EXIF orientation.</summary>
    public Expected? Upright { get; init; }

    public IReadOnlyList<Resized>? Resized { get; init; }

    /// <summary>By the colour type: the RGB digest after encoding as a JPEG of quality 90 and decoding.</summary>
    public Dictionary<string, string>? Encoded { get; init; }
}

internal sealed record Resized(string Kernel, int Width, int Height, string Pixels);
