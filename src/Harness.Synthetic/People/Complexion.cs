using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.People;

/// <summary>Skin, hair and build.</summary>
internal sealed record Complexion(Rgb Skin, Rgb Hair, HairStyle Style, float Build)
{
    private static readonly Rgb[] Skins =
    [
        Rgb.Hex(0xF1CDB0), Rgb.Hex(0xE5B48F), Rgb.Hex(0xD09B70), Rgb.Hex(0xB27B52), Rgb.Hex(0x8C5A3A), Rgb.Hex(0x633F2A), Rgb.Hex(0x452C20),
    ];

    private static readonly Rgb[] HairColors =
    [
        Rgb.Hex(0x1C1714), Rgb.Hex(0x33241B), Rgb.Hex(0x553722), Rgb.Hex(0x8A6137), Rgb.Hex(0xC49A5A), Rgb.Hex(0x8C8C8C), Rgb.Hex(0x7A3B22),
    ];

    public static Complexion Pick(DrawingRandom random) => new(
        random.Pick(Skins) * random.Range(0.92f, 1.06f),
        random.Pick(HairColors) * random.Range(0.8f, 1.2f),
        random.Pick<HairStyle>([HairStyle.Short, HairStyle.Short, HairStyle.Long, HairStyle.Bun, HairStyle.None]),
        random.Range(0.85f, 1.2f));
}

/// <summary>How hair is worn.</summary>
internal enum HairStyle
{
    None,
    Short,
    Long,
    Bun,
}
