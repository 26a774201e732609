using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Backgrounds;

/// <summary>Where people stand, the same places for both classes.</summary>
internal static class Backdrop
{
    private static readonly (int Weight, Action<Canvas, DrawingRandom> Item)[] All =
    [
        (15, Nature.PaintForest), (14, Nature.PaintMeadow), (8, Nature.PaintHedge), (10, Nature.PaintDesert), (8, Nature.PaintSnow),
        (5, Nature.PaintRocks),
        (15, Town.PaintStreet), (9, Town.PaintWall), (11, Town.PaintInterior), (5, Town.PaintBlur),
    ];

    public static void Paint(Canvas canvas, DrawingRandom random) => random.PickWeighted(All)(canvas, random);
}
