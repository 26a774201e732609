using Harness.Synthetic.Clothes;
using Harness.Synthetic.Drawing;
using Harness.Synthetic.Noise;

namespace Harness.Synthetic.People;

/// <summary>Draws a person, from what is behind to what is in front.</summary>
/// <param name="canvas">Where.</param>
/// <param name="skeleton">The joints.</param>
/// <param name="outfit">The clothes.</param>
/// <param name="complexion">Skin, hair and build.</param>
/// <param name="side">Where light comes from: -1 left to 1 right.</param>
/// <param name="folds">The seed of creases.</param>
internal sealed class Figure(Canvas canvas, Skeleton skeleton, Outfit outfit, Complexion complexion, float side, uint folds)
{
    private readonly GradientNoise _creases = new(folds);
    private readonly float _height = skeleton.Height;

    private Cut Cut => outfit.Cut;

    private float Girth => complexion.Build * Cut.Looseness * _height;

    /// <summary>Draws all of it.</summary>
    public void Draw()
    {
        if (Cut.Pack) DrawPack();
        DrawLeg(skeleton.LeftLeg, 0.35f);
        DrawLeg(skeleton.RightLeg, 0.8f);
        DrawArm(skeleton.LeftArm, 0.15f);
        DrawTorso();
        new Head(canvas, skeleton, outfit, complexion, side).Draw();
        DrawArm(skeleton.RightArm, 0.6f);
    }

    private void DrawLeg(JointChain leg, float patch)
    {
        DrawShoe(leg);
        Limb(leg.Start, leg.Middle, 0.05f * complexion.Build, 0.038f, Skin());
        Limb(leg.Middle, leg.End, 0.037f, 0.024f, Skin());
        var (knee, hem) = Covered(leg, Cut.TrouserLeg);
        if (hem is { } end) Limb(leg.Middle, end, 0.042f * Cut.Looseness, 0.034f * Cut.Looseness, Cloth(outfit.Bottom, patch + 0.3f));
        Limb(leg.Start, knee, 0.06f * complexion.Build * Cut.Looseness, 0.043f * Cut.Looseness, Cloth(outfit.Bottom, patch));
    }

    private void DrawShoe(JointChain leg)
    {
        var toe = leg.End + new Point(leg.End.X >= skeleton.Hips.X ? 0.035f * _height : -0.035f * _height, 0.012f * _height);
        canvas.Draw(new Capsule(leg.End, toe, 0.027f * _height, 0.02f * _height), outfit.Shoes);
    }

    private void DrawArm(JointChain arm, float patch)
    {
        Limb(arm.Start, arm.Middle, 0.034f, 0.027f, Skin());
        Limb(arm.Middle, arm.End, 0.026f, 0.019f, Skin());
        var hand = arm.End + ((arm.End - arm.Middle).Normalized() * (0.018f * _height));
        canvas.Draw(new Capsule(arm.End, hand, 0.02f * _height, 0.018f * _height), complexion.Skin);
        var (elbow, cuff) = Covered(arm, Cut.Sleeve);
        Limb(arm.Start, elbow, 0.043f * Cut.Looseness, 0.034f * Cut.Looseness, Cloth(outfit.Top, patch));
        if (cuff is { } end) Limb(arm.Middle, end, 0.034f * Cut.Looseness, 0.027f * Cut.Looseness, Cloth(outfit.Top, patch + 0.25f));
    }

    // Where cloth that covers a part of the lower bone ends: on the upper bone, or on the lower one.
    private static (Point OnUpper, Point? OnLower) Covered(JointChain limb, float part) => part < 0
        ? (Point.Mix(limb.Middle, limb.Start, -part), null)
        : (limb.Middle, Point.Mix(limb.Middle, limb.End, part));

    private void DrawTorso()
    {
        var across = skeleton.Up.Perpendicular;
        var half = MathF.Abs((skeleton.RightArm.Start - skeleton.Neck).Dot(across));
        canvas.Draw(new Capsule(skeleton.Neck, skeleton.Head, 0.03f * _height, 0.03f * _height), complexion.Skin * 0.85f);
        Draw(Trunk(half, 0.02f), Cloth(outfit.Bottom, 0.5f));
        var paint = Cloth(outfit.Top, 0);
        Draw(Trunk(half, Cut.Hem), paint);
        if (Cut.OpenJacket) DrawShirt();
        if (Cut.Pockets) DrawPockets(half);
        if (Cut.Straps || Cut.Pack) DrawStraps(half);
        if (Cut.Belt) DrawBelt(half);
    }

    // Shoulders, waist and the seam below the hips.
    private Polygon Trunk(float half, float hem)
    {
        var (up, across) = (skeleton.Up, skeleton.Up.Perpendicular);
        var (shoulder, waist, hip) = (half + (0.012f * _height), (half * 0.62f) + (0.028f * Girth), (half * 0.5f) + (0.045f * Girth));
        Point At(float breadth, float above) => skeleton.Hips + (up * (above * _height)) + (across * breadth);
        return new Polygon(
            [
                At(-0.035f * _height, 0.292f), At(0.035f * _height, 0.292f), At(shoulder, 0.262f), At(waist, 0.1f), At(hip, 0),
                At(hip * 1.02f, -0.03f - hem), At(-hip * 1.02f, -0.03f - hem), At(-hip, 0), At(-waist, 0.1f), At(-shoulder, 0.262f),
            ],
            0.012f * _height);
    }

    private void DrawShirt()
    {
        var up = skeleton.Up;
        var slit = new Capsule(skeleton.Hips, skeleton.Neck + (up * (-0.01f * _height)), 0.014f * _height, 0.026f * _height);
        canvas.Draw(slit, outfit.Shirt * 0.95f);
    }

    private void DrawPockets(float half)
    {
        var (up, across) = (skeleton.Up, skeleton.Up.Perpendicular);
        foreach (var sign in (ReadOnlySpan<int>)[-1, 1])
        {
            var middle = skeleton.Hips + (up * (0.19f * _height)) + (across * (half * 0.5f * sign));
            var flap = across * (0.02f * _height);
            canvas.Draw(new Capsule(middle - flap, middle + flap, 0.004f * _height, 0.004f * _height), Rgb.Gray(0.05f), 0.5f);
        }
    }

    private void DrawStraps(float half)
    {
        foreach (var sign in (ReadOnlySpan<int>)[-1, 1])
        {
            var offset = skeleton.Up.Perpendicular * (half * 0.55f * sign);
            var waist = skeleton.Hips + (skeleton.Up * (0.1f * _height)) + offset;
            canvas.Draw(new Capsule(waist, skeleton.Neck + offset, 0.011f * _height, 0.011f * _height), outfit.Gear);
        }
    }

    private void DrawBelt(float half)
    {
        var middle = skeleton.Hips + (skeleton.Up * (0.055f * _height));
        var across = skeleton.Up.Perpendicular * ((half * 0.55f) + (0.035f * Girth));
        canvas.Draw(new Capsule(middle - across, middle + across, 0.012f * _height, 0.012f * _height), outfit.Gear);
    }

    private void DrawPack()
    {
        var (top, bottom) = (skeleton.Neck + (skeleton.Up * (0.01f * _height)), skeleton.Hips + (skeleton.Up * (0.06f * _height)));
        var radius = 0.13f * _height;
        canvas.Draw(new Capsule(bottom, top, radius, radius * 0.85f), Shaded(bottom, top - bottom, radius, _ => outfit.Gear));
    }

    private void Limb(Point from, Point to, float fromRadius, float toRadius, Fabric cloth)
    {
        var shape = new Capsule(from, to, fromRadius * _height, toRadius * _height);
        canvas.Draw(shape, Shaded(from, to - from, fromRadius * _height, local => cloth(local.X, local.Y)));
    }

    private void Draw(Polygon shape, Fabric cloth)
    {
        var (least, greatest) = shape.Bounds;
        canvas.Draw(shape, Shaded(skeleton.Hips, skeleton.Up * -1, (greatest.X - least.X) / 2, local => cloth(local.X, local.Y)));
    }

    // Cloth lies on a limb as on a cylinder: its pattern turns with the limb, and it darkens where it turns away from the light.
    private Paint Shaded(Point origin, Point axis, float radius, Func<Point, Rgb> color)
    {
        var along = axis.Normalized();
        return at =>
        {
            var gap = at - origin;
            var local = new Point(-gap.Dot(along.Perpendicular) / _height, gap.Dot(along) / _height);
            var turn = Math.Clamp(local.X * _height / radius, -1, 1);
            var crease = _creases.At((local.X * 14) + (local.Y * 9), local.Y * 22) - 0.5f;
            return color(local) * (1.04f + (0.2f * side * turn) - (0.24f * turn * turn) + (0.16f * crease));
        };
    }

    private static Fabric Cloth(Fabric fabric, float patch) => (u, v) => fabric(u + patch, v + (patch * 3));

    private Fabric Skin() => (_, _) => complexion.Skin;
}
