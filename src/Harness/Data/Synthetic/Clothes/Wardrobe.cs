using Harness.Data.Synthetic.Clothes.Camouflage;
using Harness.Data.Synthetic.Clothes.Normal;
using Harness.Data.Synthetic.Scenes;

namespace Harness.Data.Synthetic.Clothes;

/// <summary>Which patterns each class wears, and how often.</summary>
internal static class Wardrobe
{
    private const float LeastScale = 0.045f;
    private const float GreatestScale = 0.12f;

    private static readonly (int Weight, FabricMaker Item)[] CamouflagePatterns =
    [
        (18, Woodland.Make), (12, Desert.Make), (17, Digital.Make), (13, TigerStripe.Make), (12, Splinter.Make), (14, MultiTerrain.Make), (14, Flecktarn.Make),
    ];

    private static readonly (int Weight, FabricMaker Item)[] NormalPatterns =
    [
        (10, Plain.Make), (8, Plain.MakeMarl), (6, Plain.MakeDenim),
        (9, Stripes.Make), (6, Stripes.MakeZigzag), (6, Checks.MakeGingham), (9, Checks.MakeTartan), (5, Checks.MakeArgyle),
        (7, Prints.MakeDots), (9, Prints.MakeFlowers), (10, Prints.MakeLeaves), (5, Prints.MakeSwirls), (4, Prints.MakeRosettes),
        (5, Blocks.Make), (4, Blocks.MakePatchwork), (3, Blocks.MakeFade),
    ];

    /// <summary>Cloth of a class.</summary>
    public static Fabric Pick(SyntheticClass label, Palette palette, DrawingRandom random)
    {
        var scale = random.Range(LeastScale, GreatestScale);
        var make = random.PickWeighted(label == SyntheticClass.Camouflage ? CamouflagePatterns : NormalPatterns);
        return make(palette, scale, random);
    }

    /// <summary>Cloth that either class wears with its own: plain trousers under a camouflage jacket and the like.</summary>
    public static Fabric PickPlain(Palette palette, DrawingRandom random) =>
        random.Pick<FabricMaker>([Plain.Make, Plain.Make, Plain.MakeMarl, Plain.MakeDenim])(palette, random.Range(LeastScale, GreatestScale), random);
}
