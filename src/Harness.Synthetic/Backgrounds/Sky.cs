using Harness.Synthetic.Drawing;
using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Backgrounds;

/// <summary>Sky with clouds, and what is far off in front of it.</summary>
internal static class Sky
{
    private static readonly (Rgb High, Rgb Low)[] Weathers =
    [
        (Rgb.Hex(0x6E9CCB), Rgb.Hex(0xCFE0EC)), (Rgb.Hex(0x8FA3B5), Rgb.Hex(0xC6CED4)), (Rgb.Hex(0xB4BCC2), Rgb.Hex(0xDADDDD)),
        (Rgb.Hex(0x8794A8), Rgb.Hex(0xE8C9A2)), (Rgb.Hex(0x5C6B80), Rgb.Hex(0x98A2AC)),
    ];

    public static void Paint(Canvas canvas, DrawingRandom random, float horizon)
    {
        var ((high, low), clouds, cover) = (random.Pick(Weathers), new FractalNoise(random.Seed(), 4), random.Range(0, 0.8f));
        canvas.Fill(0, horizon, at =>
        {
            var cloud = Math.Clamp((clouds.At(at.X * 2.5f, at.Y * 5) - 0.45f) * 4, 0, 1) * cover;
            return Rgb.Mix(Rgb.Mix(high, low, at.Y / horizon), Rgb.Gray(0.93f), cloud);
        });
    }

    /// <summary>A ridge with an outline of noise, down to the horizon.</summary>
    public static void Ridge(Canvas canvas, DrawingRandom random, float horizon, float height, Rgb color)
    {
        var (outline, texture, width) = (new FractalNoise(random.Seed(), 4), new FractalNoise(random.Seed(), 3), random.Range(1.5f, 4));
        canvas.Change((at, old) => at.Y <= horizon && at.Y > horizon - (height * outline.At(at.X * width, 0.5f) * 1.6f)
            ? color * (0.75f + (0.5f * texture.At(at.X * 12, at.Y * 16)))
            : old);
    }
}
