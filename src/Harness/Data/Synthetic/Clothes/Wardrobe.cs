using Harness.Data.Synthetic.Clothes.Camouflage;
using Harness.Data.Synthetic.Clothes.Normal;
using Harness.Data.Synthetic.Scenes;

namespace Harness.Data.Synthetic.Clothes;

/// <summary>Which patterns each class wears, and how often.</summary>
internal static class Wardrobe
{
    private const float LeastScale = 0.04f;
    private const float GreatestScale = 0.085f;

    private static readonly (int Weight, FabricMaker Item)[] CamouflagePatterns =
    [
        (18, Woodland.Make), (12, Desert.Make), (17, Digital.Make), (13, TigerStripe.Make), (12, Splinter.Make),
        (14, MultiTerrain.Make), (14, Flecktarn.Make),
    ];

    private static readonly (int Weight, FabricMaker Item)[] NormalPatterns =
    [
        (75, Plain.Make), (6, Plain.MakeMarl), (10, Plain.MakeDenim), (6, Blocks.MakeFade),
        (14, Stripes.Make), (4, Stripes.MakeZigzag), (7, Checks.MakeGingham), (8, Checks.MakeTartan), (3, Checks.MakeArgyle),
        (7, Prints.MakeDots), (3, Prints.MakeFlowers), (4, Prints.MakeLeaves), (1, Prints.MakeSwirls), (1, Prints.MakeRosettes),
        (6, Blocks.Make), (2, Blocks.MakePatchwork),
    ];

    /// <summary>How often clothes of a class have vivid colours.</summary>
    /// <remarks>Either class has all colours, and more than half of the normal clothes those of nature.</remarks>
    public static float VividShare(SyntheticClass label) => label == SyntheticClass.Camouflage ? 0.05f : 0.45f;

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
