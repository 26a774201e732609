using Harness.Synthetic.Clothes.Camouflage;
using Harness.Synthetic.Clothes.Normal;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes;

/// <summary>Which patterns each class wears, and how often.</summary>
internal static class Wardrobe
{
    // Fine enough to be a texture, coarse enough to survive at 64 pixels.
    private const float LeastScale = 0.013f;
    private const float GreatestScale = 0.027f;

    private static readonly (int Weight, FabricMaker Item)[] CamouflagePatterns =
    [
        (18, Woodland.Make), (12, Desert.Make), (17, Digital.Make), (13, TigerStripe.Make), (12, Splinter.Make),
        (14, MultiTerrain.Make), (14, Flecktarn.Make),
    ];

    private static readonly (int Weight, FabricMaker Item)[] NormalPatterns =
    [
        (14, Plain.Make), (3, Plain.MakeMarl), (5, Plain.MakeDenim), (4, Blocks.MakeFade),
        (9, Stripes.Make), (12, Stripes.MakeBands), (6, Stripes.MakeZigzag),
        (7, Checks.MakeGingham), (10, Checks.MakeTartan), (6, Checks.MakeArgyle),
        // The prints that are most easily mistaken for camouflage are rare.
        (8, Prints.MakeDots), (3, Prints.MakeFlowers), (1, Prints.MakeLeaves), (1, Prints.MakeRosettes), (1, Prints.MakeSwirls),
        (6, Blocks.Make), (2, Blocks.MakePatchwork), (2, Blocks.MakeTriangles),
    ];

    /// <summary>Cloth of a class.</summary>
    public static Fabric Pick(SyntheticClass label, Palette palette, DrawingRandom random)
    {
        var scale = random.Range(LeastScale, GreatestScale);
        var make = random.PickWeighted(label == SyntheticClass.Camouflage ? CamouflagePatterns : NormalPatterns);
        return make(palette, scale, random);
    }

    /// <summary>Cloth that either class wears with its own: plain trousers under a camouflage jacket and the like.</summary>
    public static Fabric PickPlain(Palette palette, DrawingRandom random)
    {
        var make = random.Pick<FabricMaker>([Plain.Make, Plain.Make, Plain.MakeMarl, Plain.MakeDenim]);
        return make(palette, random.Range(LeastScale, GreatestScale), random);
    }
}
