using Harness.Synthetic.Drawing;
using Harness.Synthetic.Noise;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Effects;

/// <summary>Where light comes from, its color and what shade it leaves.</summary>
internal sealed class Light
{
    private readonly Rgb _color;
    private readonly float _contrast;
    private readonly float _slope;
    private readonly float _dapple;
    private readonly float _haze;
    private readonly FractalNoise _leaves;

    public Light(DrawingRandom random)
    {
        Side = random.Range(-1, 1);
        var (brightness, warmth) = (random.Range(0.9f, 1.2f), random.Near(0, 0.1f));
        _color = new Rgb(1 + warmth, 1 + (warmth * 0.2f), 1 - warmth) * brightness;
        _contrast = random.Range(0.88f, 1.2f);
        _slope = random.Range(0, 0.35f);
        _dapple = random.Chance(0.08f) ? random.Range(0.1f, 0.3f) : 0;
        _haze = random.Chance(0.2f) ? random.Range(0.05f, 0.2f) : 0;
        _leaves = new FractalNoise(random.Seed(), 3);
    }

    /// <summary>-1 for light from the left, 1 from the right.</summary>
    public float Side { get; }

    /// <summary>The shade of a person on the ground.</summary>
    public void DrawShadow(Canvas canvas, Point feet, float height) => canvas.Draw(
        new Ellipse(feet + new Point(-Side * 0.1f * height, 0), 0.22f * height, 0.04f * height, 90), Rgb.Gray(0.08f), 0.5f, 0.05f * height);

    /// <summary>Lights the whole picture, dappled where leaves would be in the way.</summary>
    public void Apply(Canvas canvas) => canvas.Change((at, color) =>
    {
        var shade = 1 + (_slope * Side * (at.X - 0.5f));
        if (_dapple > 0) shade *= 1 - (_dapple * Math.Clamp((_leaves.At(at.X * 5, at.Y * 5) - 0.45f) * 8, 0, 1));
        var lit = color * _color * shade;
        return Rgb.Mix((lit * _contrast) + Rgb.Gray(0.45f * (1 - _contrast)), Rgb.Gray(0.75f), _haze);
    });
}
