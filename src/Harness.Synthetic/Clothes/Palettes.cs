using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes;

/// <summary>The colors of clothes.</summary>
/// <remarks>Both classes draw from the same lists with the same chances: color must not give the class away.</remarks>
internal static class Palettes
{
    private const float VividShare = 0.3f;

    private static readonly (int Weight, Palette Item)[] Muted =
    [
        (14, Of(0x5A6339, 0x6B5237, 0x2F3A24, 0x1B1D18)), // woods
        (10, Of(0x77804F, 0x4C5A35, 0xA39A6B, 0x5B4632)), // light woods
        (10, Of(0xC2A981, 0x9C7B55, 0xDCCBA4, 0x6E5239)), // sand
        (8, Of(0xB59A70, 0x7F8256, 0x8A5F43, 0xE0D6BC)), // steppe
        (10, Of(0x8C9096, 0x5C6067, 0xB9BDC1, 0x2A2C30)), // town
        (6, Of(0xD9DCDD, 0x9AA2A6, 0x6B7376, 0x3B4042)), // snow and stone
        (7, Of(0x3C4A63, 0x5F7390, 0x222B3D, 0x96A6B8)), // sea
        (7, Of(0x7B5A3C, 0xA8743F, 0x4B3526, 0xC79A5E)), // autumn
        (6, Of(0x3F5A4C, 0x6D8A72, 0x27372F, 0xA9B89A)), // firs
    ];

    private static readonly (int Weight, Palette Item)[] Vivid =
    [
        (4, Of(0x9E3036, 0xC97A6E, 0x4F2326, 0xE4D8C6)), // brick
        (4, Of(0x6C5580, 0x9C8AAF, 0x3C2F4A, 0xD9CFE2)), // heather
        (4, Of(0xC49B2E, 0x7C6A2B, 0xE6D28A, 0x3F3A22)), // mustard
        (4, Of(0x2F6DA8, 0x8FBADB, 0x1B3A5E, 0xEDF2F5)), // summer sky
        (3, Of(0x1F8A86, 0x7CC4BC, 0x12524F, 0xF0E9D6)), // lagoon
        (3, Of(0xC9587E, 0xE9A9BD, 0x7A2F4A, 0xF5E6EA)), // rose
    ];

    /// <summary>A palette in its own shade: order, brightness, tint and contrast vary.</summary>
    /// <param name="random">Decides all of it.</param>
    public static Palette Pick(DrawingRandom random)
    {
        var (isVivid, muted, vivid) = (random.Chance(VividShare), random.PickWeighted(Muted), random.PickWeighted(Vivid));
        var palette = Shuffle(isVivid ? vivid : muted, random);
        var mean = (palette.Ground + palette.Second + palette.Third + palette.Accent) * 0.25f;
        var (contrast, brightness) = (random.Range(1.35f, 1.7f), random.Range(0.88f, 1.15f));
        var tint = new Rgb(random.Near(1, 0.08f), random.Near(1, 0.06f), random.Near(1, 0.1f));
        return palette.Map(color => Rgb.Mix(mean, color, contrast) * brightness * tint);
    }

    private static Palette Shuffle(Palette palette, DrawingRandom random)
    {
        var colors = palette.Colors.ToArray();
        for (var i = colors.Length - 1; i > 0; i--)
        {
            var j = random.Whole(0, i);
            (colors[i], colors[j]) = (colors[j], colors[i]);
        }
        return new Palette(colors[0], colors[1], colors[2], colors[3]);
    }

    private static Palette Of(int ground, int second, int third, int accent) =>
        new(Rgb.Hex(ground), Rgb.Hex(second), Rgb.Hex(third), Rgb.Hex(accent));
}
