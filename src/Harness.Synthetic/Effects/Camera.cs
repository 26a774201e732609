using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Effects;

/// <summary>What lens and sensor do to a picture.</summary>
internal sealed class Camera
{
    private readonly DrawingRandom _random;
    private readonly float _blur;
    private readonly float _noise;
    private readonly float _colorNoise;

    public Camera(DrawingRandom random)
    {
        _random = random;
        _blur = random.Range(0, 0.5f);
        _noise = random.Unit() * random.Unit() * 0.015f;
        _colorNoise = _noise * random.Range(0.2f, 0.7f);
        JpegQuality = random.Whole(50, 95);
    }

    /// <summary>50 to 95.</summary>
    public int JpegQuality { get; }

    /// <summary>Takes the picture.</summary>
    /// <returns>Bytes of red, green and blue, rows from the top.</returns>
    public byte[] Develop(Canvas canvas)
    {
        var pixels = canvas.Downsample();
        var blurred = Blur(Blur(pixels, canvas.Size, 1), canvas.Size, canvas.Size);
        var bytes = new byte[pixels.Length * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var grain = _noise * Gaussian();
            var color = blurred[i];
            bytes[3 * i] = ToByte(color.R + grain + (_colorNoise * Gaussian()));
            bytes[(3 * i) + 1] = ToByte(color.G + grain + (_colorNoise * Gaussian()));
            bytes[(3 * i) + 2] = ToByte(color.B + grain + (_colorNoise * Gaussian()));
        }
        return bytes;
    }

    // Three taps along one axis; the weight of the neighbours says how blurred.
    private Rgb[] Blur(Rgb[] pixels, int size, int stride)
    {
        var weight = _blur * _blur * 0.2f;
        var result = new Rgb[pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var place = stride == 1 ? i % size : i / size;
            var (before, after) = (place > 0 ? i - stride : i, place < size - 1 ? i + stride : i);
            result[i] = (pixels[i] * (1 - (2 * weight))) + ((pixels[before] + pixels[after]) * weight);
        }
        return result;
    }

    // The sum of four uniform numbers from one draw, scaled to a variance of 1: near enough to a bell for grain.
    private float Gaussian()
    {
        var bits = _random.Bits();
        var sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 131070) * (1.7320508f / 65536);
    }

    private static byte ToByte(float value) => (byte)(Math.Clamp(value, 0, 1) * 255 + 0.5f);
}
