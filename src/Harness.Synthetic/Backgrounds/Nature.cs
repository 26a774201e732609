using Harness.Synthetic.Drawing;
using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Backgrounds;

/// <summary>Places outdoors where things grow.</summary>
internal static class Nature
{
    /// <summary>Trunks in a dim wood, leaves on the ground.</summary>
    public static void PaintForest(Canvas canvas, DrawingRandom random)
    {
        var (colors, horizon) = (Foliage.PickColors(random), random.Range(0.5f, 0.72f));
        var (depth, floor) = (new FractalNoise(random.Seed(), 4), new FractalNoise(random.Seed(), 4));
        var haze = Rgb.Mix(colors[1], Rgb.Gray(random.Range(0.4f, 0.85f)), random.Range(0.1f, 0.5f));
        canvas.Fill(0, horizon, at => Rgb.Mix(colors[0], haze, Math.Clamp(((depth.At(at.X * 7, at.Y * 7) - 0.5f) * 2.5f) + 0.5f, 0, 1)));
        var soil = Rgb.Mix(colors[2], Rgb.Hex(0x6A5138), random.Range(0.2f, 0.8f));
        canvas.Fill(horizon, 1, at => soil * (0.55f + (0.8f * floor.At(at.X * 14, at.Y * 30))));
        Foliage.Strew(canvas, random, colors, 60, () => new Point(random.Unit(), horizon * random.Range(-0.1f, 0.95f)), 0.03f);
        DrawTrunks(canvas, random, horizon);
        Point AboveOrBelow() => new(random.Unit(), random.Chance(0.5f) ? random.Range(0, 0.3f) : random.Range(horizon, 1));
        Foliage.Strew(canvas, random, colors, 70, AboveOrBelow, 0.022f);
    }

    /// <summary>Grass under an open sky.</summary>
    public static void PaintMeadow(Canvas canvas, DrawingRandom random)
    {
        var (colors, horizon) = (Foliage.PickColors(random), random.Range(0.25f, 0.6f));
        Sky.Paint(canvas, random, horizon);
        if (random.Chance(0.8f))
        {
            var height = random.Range(0.08f, 0.3f);
            Sky.Ridge(canvas, random, horizon, height, Rgb.Mix(colors[1], Rgb.Hex(0x8FA0AE), random.Range(0.1f, 0.6f)));
        }
        var (grass, patches) = (new FractalNoise(random.Seed(), 3), new FractalNoise(random.Seed(), 3));
        canvas.Fill(horizon, 1, at =>
        {
            var near = (at.Y - horizon) / (1 - horizon);
            var blade = grass.At(at.X * (60 - (30 * near)), at.Y * (50 - (35 * near)));
            return Rgb.Mix(colors[1], colors[3], Math.Clamp(patches.At(at.X * 3, at.Y * 9), 0, 1)) * (0.6f + (0.8f * blade));
        });
        Foliage.Blades(canvas, random, colors, random.Whole(30, 140), horizon + 0.05f, 1.05f, 0.07f);
        if (!random.Chance(0.4f)) return;
        var blossom = random.Pick<Rgb>([Rgb.Hex(0xE2D25A), Rgb.Hex(0xE8E4DA), Rgb.Hex(0xB85A5A), Rgb.Hex(0x8A76B4)]);
        Foliage.Strew(canvas, random, [blossom], 30, () => new Point(random.Unit(), random.Range(horizon + 0.05f, 1)), 0.008f);
    }

    /// <summary>A hedge from edge to edge: leaves and gaps as busy as any print.</summary>
    public static void PaintHedge(Canvas canvas, DrawingRandom random)
    {
        var (colors, size, shade) = (Foliage.PickColors(random), random.Range(0.018f, 0.045f), new FractalNoise(random.Seed(), 3));
        canvas.Fill(at => colors[0] * (0.4f + (0.9f * shade.At(at.X * 6, at.Y * 6))));
        Foliage.Strew(canvas, random, colors, (int)(0.22f / (size * size)), () => new Point(random.Unit(), random.Unit()), size);
        var bottom = random.Range(0.82f, 1.05f);
        var ground = Rgb.Mix(colors[2], Rgb.Hex(0x85796A), 0.6f);
        canvas.Fill(bottom, 1, at => ground * (0.7f + (0.6f * shade.At(at.X * 30, at.Y * 60))));
    }

    /// <summary>Sand in dunes, some scrub.</summary>
    public static void PaintDesert(Canvas canvas, DrawingRandom random)
    {
        var horizon = random.Range(0.25f, 0.55f);
        Sky.Paint(canvas, random, horizon);
        var sand = random.Pick<Rgb>([Rgb.Hex(0xCDB07E), Rgb.Hex(0xB98F5E), Rgb.Hex(0xD8C6A0), Rgb.Hex(0xA9805A)])
            * random.Range(0.8f, 1.1f);
        if (random.Chance(0.7f)) Sky.Ridge(canvas, random, horizon, random.Range(0.1f, 0.3f), sand * 0.75f);
        var (dunes, ripples) = (new FractalNoise(random.Seed(), 3), new FractalNoise(random.Seed(), 3));
        canvas.Fill(
            horizon, 1, at => sand * (0.7f + (0.4f * dunes.At(at.X * 2, at.Y * 7)) + (0.25f * (ripples.At(at.X * 25, at.Y * 70) - 0.5f))));
        Stones(canvas, random, sand * 0.7f, random.Whole(0, 30), horizon);
        for (var i = random.Whole(0, 5); i > 0; i--)
        {
            var (colors, middle) = (Foliage.PickColors(random), new Point(random.Unit(), random.Range(horizon, 0.95f)));
            Foliage.Clump(canvas, random, colors, middle, random.Range(0.03f, 0.1f), 25, 0.015f);
        }
    }

    /// <summary>Snow, with firs or bare bushes.</summary>
    public static void PaintSnow(Canvas canvas, DrawingRandom random)
    {
        var horizon = random.Range(0.3f, 0.6f);
        Sky.Paint(canvas, random, horizon);
        Sky.Ridge(canvas, random, horizon, random.Range(0.1f, 0.25f), Rgb.Hex(0x76828C));
        var drifts = new FractalNoise(random.Seed(), 3);
        var grain = new FractalNoise(random.Seed(), 2);
        var white = Rgb.Hex(0xE6EAEE) * random.Range(0.85f, 1.02f);
        canvas.Fill(horizon, 1, at => white * (0.8f + (0.28f * drifts.At(at.X * 3, at.Y * 6)) + (0.06f * grain.At(at.X * 40, at.Y * 40))));
        for (var i = random.Whole(2, 8); i > 0; i--)
        {
            var foot = new Point(random.Unit(), horizon + random.Range(-0.02f, 0.12f));
            DrawFir(canvas, random, foot, random.Range(0.2f, 0.6f));
        }
    }

    /// <summary>Boulders and scree.</summary>
    public static void PaintRocks(Canvas canvas, DrawingRandom random)
    {
        var cells = new CellNoise(random.Seed());
        var grain = new FractalNoise(random.Seed(), 4);
        var stone = random.Pick<Rgb>([Rgb.Hex(0x85827C), Rgb.Hex(0x9A8B74), Rgb.Hex(0x6C6F70), Rgb.Hex(0x75624F)]);
        var (frequency, moss) = (random.Range(3, 9), random.Range(0, 0.25f));
        canvas.Fill(at =>
        {
            var (offset, bits, margin) = cells.At(at.X * frequency, at.Y * frequency * 1.4f);
            var light = (0.65f + ((bits & 255) / 640f) - (offset.Y * 0.35f)) * Math.Clamp(margin * 6, 0.55f, 1);
            var color = (bits >> 8 & 255) < 255 * moss ? Rgb.Hex(0x66703F) : stone;
            return color * (light * (0.7f + (0.6f * grain.At(at.X * 20, at.Y * 20))));
        });
    }

    private static void DrawTrunks(Canvas canvas, DrawingRandom random, float horizon)
    {
        var bark = new FractalNoise(random.Seed(), 3);
        var color = random.Pick<Rgb>([Rgb.Hex(0x57483A), Rgb.Hex(0x3B332C), Rgb.Hex(0x8A8478), Rgb.Hex(0x6B4F3A)]);
        for (var i = random.Whole(3, 9); i > 0; i--)
        {
            var (foot, radius) = (new Point(random.Unit(), horizon + random.Range(0, 0.15f)), random.Range(0.012f, 0.055f));
            var trunk = new Capsule(foot, foot + new Point(random.Near(0, 0.1f), -1.1f), radius, radius * 0.7f);
            var left = foot.X;
            canvas.Draw(trunk, at =>
            {
                var turn = 1 - (0.5f * MathF.Abs(at.X - left) / radius * 0.6f);
                return color * ((0.5f + (0.9f * bark.At(at.X * 60, at.Y * 12))) * turn);
            });
        }
    }

    private static void DrawFir(Canvas canvas, DrawingRandom random, Point foot, float height)
    {
        var color = Rgb.Hex(0x33443A) * random.Range(0.8f, 1.4f);
        var width = height * random.Range(0.18f, 0.3f);
        for (var tier = 0; tier < 5; tier++)
        {
            var (bottom, half) = (foot.Y - (height * tier * 0.17f), width * (1 - (tier * 0.18f)));
            Point[] corners = [new(foot.X - half, bottom), new(foot.X + half, bottom), new(foot.X, bottom - (height * 0.32f))];
            canvas.Draw(new Polygon(corners), color * (0.85f + (0.08f * tier)));
            var snow = new Capsule(new Point(foot.X - half, bottom), new Point(foot.X, bottom - (height * 0.1f)), 0.006f, 0.004f);
            canvas.Draw(snow, Rgb.Gray(0.9f), 0.8f);
        }
    }

    private static void Stones(Canvas canvas, DrawingRandom random, Rgb color, int count, float horizon)
    {
        for (var i = 0; i < count; i++)
        {
            var (middle, radius) = (new Point(random.Unit(), random.Range(horizon, 1)), random.Range(0.006f, 0.035f));
            var stone = new Ellipse(middle, radius, radius * random.Range(0.5f, 0.9f), 90);
            canvas.Draw(stone, at => color * (0.9f - ((at.Y - middle.Y) / radius * 0.35f)));
        }
    }
}
