using Harness.Synthetic.Drawing;
using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Backgrounds;

/// <summary>Places that people have built.</summary>
internal static class Town
{
    private static readonly Rgb[] Plasters =
    [
        Rgb.Hex(0xB9AE9C), Rgb.Hex(0x9C8F80), Rgb.Hex(0xC9C4BA), Rgb.Hex(0x8E7667),
        Rgb.Hex(0xA9906F), Rgb.Hex(0x7F8A8C), Rgb.Hex(0x9A6B55), Rgb.Hex(0x8C9A86),
    ];

    /// <summary>House fronts above a pavement.</summary>
    public static void PaintStreet(Canvas canvas, DrawingRandom random)
    {
        var horizon = random.Range(0.5f, 0.72f);
        Sky.Paint(canvas, random, horizon);
        for (float left = random.Range(-0.2f, 0); left < 1;)
        {
            var width = random.Range(0.2f, 0.5f);
            DrawHouse(canvas, random, left, left + width, random.Range(-0.1f, 0.25f), horizon);
            left += width;
        }
        var (tone, grain) = (random.Range(0.35f, 0.65f), new FractalNoise(random.Seed(), 4));
        var kerb = random.Range(0.08f, 0.2f);
        canvas.Fill(horizon, 1, at =>
        {
            var light = at.Y < horizon + kerb ? tone * 1.2f : tone;
            return new Rgb(1, 0.99f, 0.97f) * (light * (0.75f + (0.5f * grain.At(at.X * 18, at.Y * 40))));
        });
        canvas.Draw(Polygon.Rectangle(-1, horizon + kerb, 2, horizon + kerb + 0.012f), Rgb.Gray(tone * 0.6f));
        if (random.Chance(0.4f)) DrawCar(canvas, random, horizon + kerb);
        if (!random.Chance(0.35f)) return;
        var (crown, middle) = (Foliage.PickColors(random), new Point(random.Unit(), random.Range(0.1f, 0.4f)));
        Foliage.Clump(canvas, random, crown, middle, random.Range(0.12f, 0.25f), 90, 0.025f);
    }

    /// <summary>Bricks, concrete or painted plaster from edge to edge.</summary>
    public static void PaintWall(Canvas canvas, DrawingRandom random)
    {
        var bricks = random.Chance(0.5f);
        var color = random.Pick(Plasters) * random.Range(0.75f, 1.1f);
        var stains = new FractalNoise(random.Seed(), 4);
        var grain = new FractalNoise(random.Seed(), 3);
        var seed = random.Seed();
        var (height, mortar) = (random.Range(0.025f, 0.05f), color * random.Range(0.7f, 1.3f));
        canvas.Fill(at =>
        {
            var worn = 0.75f + (0.5f * stains.At(at.X * 3, at.Y * 3)) + (0.2f * (grain.At(at.X * 50, at.Y * 50) - 0.5f));
            return (bricks ? Brick(at, height, color, mortar, seed) : color) * worn;
        });
        if (random.Chance(0.35f)) DrawGraffiti(canvas, random);
        var ground = random.Range(0.8f, 1);
        canvas.Fill(ground, 1, at => Rgb.Gray(0.45f) * (0.7f + (0.6f * grain.At(at.X * 25, at.Y * 60))));
    }

    /// <summary>A room: wallpaper, floor, a window or a picture, furniture.</summary>
    public static void PaintInterior(Canvas canvas, DrawingRandom random)
    {
        var floor = random.Range(0.7f, 0.9f);
        canvas.Fill(0, floor, Wallpaper(random));
        var boards = new FractalNoise(random.Seed(), 3);
        var wood = random.Pick<Rgb>([Rgb.Hex(0x8A6543), Rgb.Hex(0xA98A64), Rgb.Hex(0x5F4A38), Rgb.Hex(0x8F8F8C)]);
        canvas.Fill(floor, 1, at => wood * (0.7f + (0.6f * boards.At(at.X * 4, at.Y * 60))));
        canvas.Draw(Polygon.Rectangle(-1, floor - 0.03f, 2, floor), Rgb.Gray(0.8f));
        for (var i = random.Whole(0, 2); i > 0; i--) DrawFrame(canvas, random);
        if (random.Chance(0.6f)) DrawShelf(canvas, random, floor);
        if (!random.Chance(0.3f)) return;
        var leaves = Foliage.PickColors(random);
        Foliage.Clump(canvas, random, leaves, new Point(random.Unit(), floor - 0.15f), 0.1f, 50, 0.025f);
    }

    /// <summary>Things out of focus: blotches of any color.</summary>
    public static void PaintBlur(Canvas canvas, DrawingRandom random)
    {
        var (noise, other, sharp) = (new FractalNoise(random.Seed(), 2), new FractalNoise(random.Seed(), 2), random.Range(1.5f, 5));
        var (dark, light, third) = (random.Pick(Plasters) * 0.6f, random.Pick(Plasters) * 1.1f, random.Pick(Foliage.PickColors(random)));
        canvas.Fill(at =>
        {
            var part = Math.Clamp(((noise.At(at.X * 3, at.Y * 3) - 0.5f) * sharp) + 0.5f, 0, 1);
            return Rgb.Mix(Rgb.Mix(dark, light, part), third, Math.Clamp((other.At(at.X * 4, at.Y * 4) - 0.45f) * sharp, 0, 1));
        });
    }

    private static Rgb Brick(Point at, float height, Rgb color, Rgb mortar, uint seed)
    {
        var row = MathF.Floor(at.Y / height);
        var x = (at.X / (height * 2.4f)) + (((int)row & 1) * 0.5f);
        var (right, down) = (x - MathF.Floor(x), (at.Y / height) - row);
        if (right < 0.07f || down < 0.16f) return mortar;
        return color * (0.8f + (0.4f * Lattice.Unit(seed, (int)MathF.Floor(x), (int)row)));
    }

    private static void DrawHouse(Canvas canvas, DrawingRandom random, float left, float right, float top, float bottom)
    {
        var (color, grain) = (random.Pick(Plasters) * random.Range(0.7f, 1.1f), new FractalNoise(random.Seed(), 3));
        canvas.Draw(Polygon.Rectangle(left, top, right, bottom), at => color * (0.85f + (0.3f * grain.At(at.X * 10, at.Y * 10))));
        var (glass, columns) = (Rgb.Hex(0x4A5560) * random.Range(0.6f, 1.5f), random.Whole(2, 3));
        var pitch = (right - left) / columns;
        for (var y = top + 0.05f; y < bottom - 0.1f; y += pitch * 1.25f)
        {
            for (var column = 0; column < columns; column++)
            {
                var x = left + (pitch * (column + 0.25f));
                var frame = Polygon.Rectangle(x - 0.008f, y - 0.008f, x + (pitch * 0.5f) + 0.008f, y + (pitch * 0.7f) + 0.008f);
                canvas.Draw(frame, color * 1.25f);
                canvas.Draw(Polygon.Rectangle(x, y, x + (pitch * 0.5f), y + (pitch * 0.7f)), glass * random.Range(0.7f, 1.3f));
            }
        }
    }

    private static void DrawCar(Canvas canvas, DrawingRandom random, float road)
    {
        var (left, size) = (random.Range(-0.2f, 0.8f), random.Range(0.3f, 0.5f));
        var paint = random.Pick<Rgb>([Rgb.Hex(0x7A2A2A), Rgb.Hex(0x2E4A6B), Rgb.Hex(0xC9CCCE), Rgb.Hex(0x2B2D30), Rgb.Hex(0x4E6047)]);
        Point At(float along, float above) => new(left + (size * along), road - (size * above));
        canvas.Draw(new Capsule(At(0.25f, 0.32f), At(0.7f, 0.32f), size * 0.1f, size * 0.1f), Rgb.Hex(0x39424A));
        var body = new Capsule(At(0, 0.17f), At(1, 0.17f), size * 0.11f, size * 0.1f);
        canvas.Draw(body, at => paint * (1.2f - ((at.Y - road) / size * -1.2f)));
        foreach (var wheel in (ReadOnlySpan<float>)[0.2f, 0.8f])
            canvas.Draw(new Ellipse(At(wheel, 0.08f), size * 0.09f, size * 0.09f), Rgb.Gray(0.12f));
    }

    private static void DrawGraffiti(Canvas canvas, DrawingRandom random)
    {
        var at = new Point(random.Unit(), random.Range(0.2f, 0.7f));
        var color = random.Pick<Rgb>([Rgb.Hex(0xB5423B), Rgb.Hex(0x3C6EA0), Rgb.Hex(0x3F7F56), Rgb.Hex(0x222222), Rgb.Hex(0xD9C04A)]);
        for (var i = random.Whole(4, 9); i > 0; i--)
        {
            var next = at + (Angle.Direction(random.Range(0, 360)) * random.Range(0.08f, 0.25f));
            canvas.Draw(new Capsule(at, next, 0.012f, 0.012f), color, 0.85f);
            at = next;
        }
    }

    private static Paint Wallpaper(DrawingRandom random)
    {
        var (color, kind, pitch) = (random.Pick(Plasters) * random.Range(0.85f, 1.2f), random.Whole(0, 3), random.Range(0.04f, 0.12f));
        var (other, leaves, shade) = (color * random.Range(0.75f, 0.92f), new CellNoise(random.Seed()), new GradientNoise(random.Seed()));
        return at =>
        {
            var light = 0.85f + (0.3f * shade.At(at.X * 1.5f, at.Y * 1.5f));
            var part = (at.X / pitch) - MathF.Floor(at.X / pitch);
            var (offset, bits, _) = leaves.At(at.X / pitch, at.Y / pitch);
            var motif = kind switch { 1 => part < 0.5f, 2 => offset.Length < 0.3f + ((bits & 63) / 400f), _ => false };
            return (motif ? other : color) * light;
        };
    }

    private static void DrawFrame(Canvas canvas, DrawingRandom random)
    {
        var (left, top) = (random.Range(-0.1f, 0.8f), random.Range(0, 0.3f));
        var (width, height) = (random.Range(0.15f, 0.35f), random.Range(0.15f, 0.4f));
        var (view, light) = (new FractalNoise(random.Seed(), 3), random.Chance(0.5f));
        var colors = Foliage.PickColors(random);
        var border = Polygon.Rectangle(left - 0.02f, top - 0.02f, left + width + 0.02f, top + height + 0.02f);
        canvas.Draw(border, Rgb.Hex(light ? 0xE4E0D8 : 0x4C3B2C));
        canvas.Draw(Polygon.Rectangle(left, top, left + width, top + height), at => light
            ? Rgb.Mix(Rgb.Hex(0xC9DCEA), colors[2], Math.Clamp((view.At(at.X * 9, at.Y * 9) - 0.5f) * 6, 0, 1))
            : colors[(int)Math.Clamp(view.At(at.X * 12, at.Y * 12) * 4, 0, 3)]);
    }

    private static void DrawShelf(Canvas canvas, DrawingRandom random, float floor)
    {
        var (left, width) = (random.Range(-0.15f, 0.75f), random.Range(0.25f, 0.4f));
        var wood = Rgb.Hex(0x7A5C40) * random.Range(0.7f, 1.3f);
        canvas.Draw(Polygon.Rectangle(left, floor - random.Range(0.35f, 0.7f), left + width, floor), wood * 0.6f);
        for (var y = floor - 0.14f; y > floor - 0.5f; y -= 0.14f)
        {
            canvas.Draw(Polygon.Rectangle(left, y, left + width, y + 0.015f), wood);
            for (var x = left + 0.01f; x < left + width - 0.03f; x += random.Range(0.015f, 0.04f))
            {
                var book = Polygon.Rectangle(x, y - random.Range(0.06f, 0.11f), x + 0.018f, y);
                canvas.Draw(book, random.Pick(Plasters) * random.Range(0.4f, 1.1f));
            }
        }
    }
}
