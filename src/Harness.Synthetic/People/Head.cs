using Harness.Synthetic.Drawing;

namespace Harness.Synthetic.People;

/// <summary>Draws head, hair and hat.</summary>
internal sealed class Head(Canvas canvas, Skeleton skeleton, Outfit outfit, Complexion complexion, float side)
{
    private readonly float _radius = 0.058f * skeleton.Height;
    private readonly Point _middle = skeleton.Head;
    private readonly Point _up = skeleton.Up;

    private float Degrees => _up.X * 57.3f;

    public void Draw()
    {
        if (outfit.Cut.Hat == HatStyle.Hood) Cover(new Ellipse(_middle, _radius * 1.45f, _radius * 1.3f, -Degrees));
        else DrawHairBehind();
        canvas.Draw(new Ellipse(_middle, _radius * 1.2f, _radius * 0.92f, -Degrees), Face);
        DrawFeatures();
        if (outfit.Cut.Hat is HatStyle.None or HatStyle.Hood) DrawHairOnTop();
        else DrawHat();
    }

    private Point At(float across, float above) => _middle + (_up * (above * _radius)) + (_up.Perpendicular * (across * _radius));

    private Rgb Face(Point at)
    {
        var turn = (at - _middle).Dot(_up.Perpendicular) / _radius;
        return complexion.Skin * (1.02f + (0.14f * side * turn) - (0.16f * turn * turn));
    }

    private void DrawFeatures()
    {
        canvas.Draw(new Ellipse(At(-0.36f, 0.1f), _radius * 0.1f, _radius * 0.15f), complexion.Skin * 0.3f, 0.9f);
        canvas.Draw(new Ellipse(At(0.36f, 0.1f), _radius * 0.1f, _radius * 0.15f), complexion.Skin * 0.3f, 0.9f);
        canvas.Draw(new Capsule(At(-0.25f, -0.6f), At(0.25f, -0.6f), _radius * 0.06f, _radius * 0.06f), complexion.Skin * 0.6f, 0.8f);
        canvas.Draw(new Capsule(At(0, 0), At(0.05f, -0.25f), _radius * 0.07f, _radius * 0.09f), complexion.Skin * 0.82f, 0.7f);
    }

    private void DrawHairBehind()
    {
        if (complexion.Style != HairStyle.Long) return;
        canvas.Draw(new Capsule(At(0, 0.3f), At(0, -1.5f), _radius * 1.12f, _radius * 0.95f), complexion.Hair);
    }

    private void DrawHairOnTop()
    {
        if (complexion.Style == HairStyle.None) return;
        if (complexion.Style == HairStyle.Bun) canvas.Draw(new Ellipse(At(0, 1.5f), _radius * 0.5f, _radius * 0.5f), complexion.Hair);
        Point[] outline = [At(-0.85f, 0.35f), At(-0.6f, 0.95f), At(0, 1.2f), At(0.6f, 0.95f), At(0.85f, 0.35f), At(0, 0.75f)];
        canvas.Draw(new Polygon(outline, 0.14f * _radius), complexion.Hair);
    }

    private void DrawHat()
    {
        switch (outfit.Cut.Hat)
        {
            case HatStyle.Cap:
                Cover(Crown(1.3f));
                Cover(new Capsule(At(-0.3f, 0.5f), At(-1.3f * side, 0.42f), _radius * 0.14f, _radius * 0.1f));
                break;
            case HatStyle.Helmet:
                Point[] outline = [At(-1.05f, 0.1f), At(-0.95f, 0.9f), At(0, 1.45f), At(0.95f, 0.9f), At(1.05f, 0.1f), At(0, 0.45f)];
                Cover(new Polygon(outline, 0.12f * _radius));
                break;
            default:
                Cover(Crown(1.4f));
                Cover(new Ellipse(At(0, 0.5f), _radius * 0.22f, _radius * 1.6f, -Degrees));
                break;
        }
    }

    private Polygon Crown(float top) =>
        new([At(-0.9f, 0.45f), At(-0.75f, 1), At(-0.3f, top), At(0.3f, top), At(0.75f, 1), At(0.9f, 0.45f)], 0.1f * _radius);

    private void Cover(Shape shape) => canvas.Draw(shape, at =>
    {
        var local = (at - _middle) * (1 / skeleton.Height);
        var turn = local.X * skeleton.Height / (_radius * 1.4f);
        return outfit.Hat(local.X, local.Y) * (1.05f + (0.18f * side * turn) - (0.25f * turn * turn));
    });
}
