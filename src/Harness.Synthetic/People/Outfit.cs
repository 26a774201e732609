using Harness.Synthetic.Clothes;
using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.People;

/// <summary>What a person wears: its cut, the same for both classes, and its cloth.</summary>
internal sealed record Outfit
{
    public required Fabric Top { get; init; }

    public required Fabric Bottom { get; init; }

    public required Fabric Hat { get; init; }

    public required Rgb Shoes { get; init; }

    /// <summary>Packs, straps and belts.</summary>
    public required Rgb Gear { get; init; }

    /// <summary>The color of a shirt under an open jacket.</summary>
    public required Rgb Shirt { get; init; }

    public required Cut Cut { get; init; }

    /// <summary>Dresses a person.</summary>
    /// <param name="label">Whose patterns.</param>
    /// <param name="streams">Gives the choices for a purpose.</param>
    /// <param name="legsShow">Whether a pattern on the legs alone could be seen.</param>
    public static Outfit Pick(SyntheticClass label, Func<DrawingPurpose, DrawingRandom> streams, bool legsShow)
    {
        var (cut, colors, cloth) = (Cut.Pick(streams(DrawingPurpose.Cut)), streams(DrawingPurpose.Palette), streams(DrawingPurpose.Fabric));
        var (palette, other) = (Palettes.Pick(colors), Palettes.Pick(colors));
        var (matching, patterned) = (colors.Unit(), colors.Unit());
        var main = Wardrobe.Pick(label, palette, cloth);
        var plain = Wardrobe.PickPlain(matching < 0.5f ? palette : other, cloth);
        var topIsPlain = legsShow && patterned > 0.985f;
        return new Outfit
        {
            Cut = cut,
            Top = topIsPlain ? plain : main,
            Bottom = patterned < 0.88f || topIsPlain ? main : plain,
            Hat = matching < 0.35f ? main : plain,
            Shoes = colors.Pick<Rgb>([Rgb.Hex(0x221E1C), Rgb.Hex(0x4A3524), Rgb.Hex(0x8B7A5E), Rgb.Hex(0xB9B4AC), Rgb.Hex(0x3C4148)]),
            Gear = colors.Pick<Rgb>([Rgb.Hex(0x2B2A27), Rgb.Hex(0x4D4B36), Rgb.Hex(0x6B5138), Rgb.Hex(0x32415A), Rgb.Hex(0x7C7A74)]),
            Shirt = other.Second,
        };
    }
}
