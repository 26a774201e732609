using Harness.Synthetic.Drawing;
using Harness.Synthetic.People;

namespace Harness.Synthetic.Scenes;

/// <summary>How large a person is and where in the picture.</summary>
internal static class Framing
{
    /// <summary>Puts the person in front: from head to toe, to the knees, or to the hips.</summary>
    /// <returns>The joints, and whether the legs are in the picture.</returns>
    public static (Skeleton Skeleton, bool LegsShow) Place(Pose pose, DrawingRandom random)
    {
        var kind = random.Unit();
        var (height, middle, feet, head) = (random.Unit(), random.Near(0.5f, 0.16f), random.Range(0.9f, 1), random.Range(-0.06f, 0.08f));
        if (kind < 0.02f)
        {
            var whole = Skeleton.Of(pose, 0.8f + (0.16f * height), default);
            return (whole.Moved(new Point(middle, feet - whole.Ground)), true);
        }
        var cut = Skeleton.Of(pose, kind < 0.1f ? 1.5f + (0.3f * height) : 2 + (0.8f * height), default);
        return (cut.Moved(new Point(middle, head - cut.Top)), false);
    }

    /// <summary>How far the background is out of focus, as a radius of <see cref="Canvas.Blur"/>.</summary>
    /// <remarks>More pixels need more for the same look.</remarks>
    public static int BackgroundBlurRadius(int size, DrawingRandom random) => (int)((random.Range(0.6f, 2.4f) * size / 96) + 0.5f);

    /// <summary>Puts a person farther away.</summary>
    public static Skeleton PlaceBehind(Pose pose, DrawingRandom random)
    {
        var small = Skeleton.Of(pose, random.Range(0.35f, 0.5f), default);
        var across = random.Chance(0.5f) ? random.Range(0.05f, 0.2f) : random.Range(0.8f, 0.95f);
        return small.Moved(new Point(across, random.Range(0.72f, 0.85f) - small.Ground));
    }
}
