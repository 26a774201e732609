namespace Harness.TestSupport;

/// <summary>A suite that trains in a second: three classes of small drawn images, the smallest backbone, random weights.</summary>
internal static class TinySuite
{
    public const int ImagesPerClass = 15;

    private static readonly string[] Classes = ["checks", "dots", "stripes"];

    /// <summary>Two techniques with a common first epoch, and one of its own that freezes batch norm.</summary>
    public static IReadOnlyDictionary<string, string> Techniques { get; } = new Dictionary<string, string>
    {
        ["bn-only.yaml"] = """
            name: BN only
            head: { pool: avg, layers: [linear] }
            phases:
              - { epochs: 2, train: { body.batchnorm: 1e-3, head: 1e-3 } }
            """,
        ["discriminative.yaml"] = """
            name: Discriminative
            head: { pool: avg, layers: [linear] }
            phases:
              - { epochs: 1, train: { body.batchnorm: 1e-3, head: 1e-3 } }
              - { epochs: 1, train: { body: 5e-6, head: 5e-4 } }
            """,
        ["deep-eval.yaml"] = """
            name: Deeper head, BN in eval mode
            head: { pool: concat, layers: [{ linear: 8 }, batchnorm, relu, { dropout: 0.5 }, linear] }
            batch_norm: eval
            phases:
              - { epochs: 2, train: { head: 1e-3 } }
            """,
    };

    /// <summary>Writes images, techniques and the suite.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="saveJpeg">Writes an image of 40×36 RGB bytes to a path.</param>
    /// <param name="seeds">The training seeds.</param>
    /// <returns>The path of the suite file.</returns>
    public static string Write(TemporaryFolder folder, Action<byte[], int, int, string> saveJpeg, string seeds = "[0]")
    {
        foreach (var (name, text) in Techniques) folder.Write(Path.Combine("techniques", name), text);
        for (var label = 0; label < Classes.Length; label++)
        {
            Directory.CreateDirectory(folder["images", Classes[label]]);
            for (var i = 0; i < ImagesPerClass; i++)
                saveJpeg(Draw(label, i), 40, 36, folder["images", Classes[label], $"{i:D2}.jpg"]);
        }
        return folder.Write("tiny.yaml", $$"""
            name: tiny
            data:
              root: images
              split: { rule: first, fraction: 0.2 }
              batch_size: 8
              train: [random_resized_crop: 32, random_horizontal_flip, normalize: imagenet]
              valid: [resize: 36, center_crop: 32, normalize: imagenet]
            backbone: resnet18_half
            weights: none
            seeds: {{seeds}}
            defaults:
              optimizer: { name: adam }
            techniques: [techniques/*.yaml]
            """);
    }

    private static byte[] Draw(int label, int number)
    {
        var random = new Random((label * 1000) + number);
        var (phase, period) = (random.Next(8), 3 + random.Next(4));
        var pixels = new byte[40 * 36 * 3];
        for (var y = 0; y < 36; y++)
        {
            for (var x = 0; x < 40; x++)
            {
                var on = label switch
                {
                    0 => (((x + phase) / period) + (y / period)) % 2 == 0,
                    1 => (x + phase) % period == 0 && y % period == 0,
                    _ => ((y + phase) / period) % 2 == 0,
                };
                for (var channel = 0; channel < 3; channel++)
                    pixels[(((y * 40) + x) * 3) + channel] = (byte)((on ? 200 : 40) + random.Next(40));
            }
        }
        return pixels;
    }
}
