using System.Diagnostics;
using System.Globalization;
using Harness.Data.Images;
using Harness.Data.Transforms;

namespace Harness.Benchmarks;

/// <summary><c>pipeline FOLDER [SECONDS]</c>: prints a line <c>name&lt;tab&gt;images per second</c> for each stretch of the data path, all on one thread.</summary>
/// <remarks>The names are those of <c>peers/pipeline_peer.py</c>, which measures the same with Pillow and torchvision.</remarks>
internal static class PipelineCommand
{
    private static readonly TransformSettings[] Valid224 = [new ResizeSettings(256), new CenterCropSettings(224), NormalizeSettings.ImageNet];
    private static readonly TransformSettings[] Valid128 = [new ResizeSettings(146), new CenterCropSettings(128), NormalizeSettings.ImageNet];
    private static readonly TransformSettings[] Train224 = [new RandomResizedCropSettings(224), new RandomHorizontalFlipSettings(), NormalizeSettings.ImageNet];

    public static int Run(string[] arguments)
    {
        if (arguments.Length is 0 or > 2 || !Directory.Exists(arguments[0]))
        {
            Console.Error.WriteLine("usage: pipeline FOLDER [SECONDS]   (a folder of JPEGs)");
            return 2;
        }
        var files = Directory.GetFiles(arguments[0], "*.jpg").Order(StringComparer.Ordinal).ToArray();
        var seconds = arguments.Length == 2 ? double.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        foreach (var (name, work) in Stretches(files)) Console.WriteLine($"{name}\t{ImagesPerSecond(work, files.Length, seconds):F1}");
        return 0;
    }

    private static IEnumerable<(string Name, Action<int> Work)> Stretches(string[] files)
    {
        yield return ("decode", i => Decode(files[i]).Dispose());
        yield return ("valid 224", FromFile(files, Valid224));
        yield return ("valid 128", FromFile(files, Valid128));
        yield return ("train 224", FromFile(files, Train224));
        yield return ("valid 224, later epochs", Prepared(files));
        yield return ("train 224, later epochs", FromMemory(files));
    }

    private static Action<int> FromFile(string[] files, TransformSettings[] settings)
    {
        var transforms = new TransformPipeline(settings);
        var floats = new float[transforms.ValuesPerImage];
        return i =>
        {
            using var image = Decode(files[i]);
            transforms.Apply(image, seed: 0, epoch: 0, i, floats);
        };
    }

    private static Action<int> Prepared(string[] files)
    {
        var transforms = new TransformPipeline(Valid224);
        var floats = new float[transforms.ValuesPerImage];
        var prepared = Array.ConvertAll(files, file =>
        {
            using var image = Decode(file);
            return transforms.Prepare(image);
        });
        return i => transforms.Complete(prepared[i], seed: 0, epoch: 0, i, floats);
    }

    private static Action<int> FromMemory(string[] files)
    {
        var transforms = new TransformPipeline(Train224);
        var floats = new float[transforms.ValuesPerImage];
        var images = Array.ConvertAll(files, file => Decode(file));
        var epoch = 0;
        return i => transforms.Apply(images[i], seed: 0, epoch++, i, floats);
    }

    private static RgbImage Decode(string file) => ImageDecoder.Decode(File.ReadAllBytes(file));

    // The first part is for the compiler, which makes hot methods faster while they run.
    private static double ImagesPerSecond(Action<int> work, int count, double seconds)
    {
        Repeat(work, count, seconds / 2);
        var (images, elapsed) = Repeat(work, count, seconds);
        return images / elapsed;
    }

    private static (int Images, double Seconds) Repeat(Action<int> work, int count, double seconds)
    {
        var watch = Stopwatch.StartNew();
        var images = 0;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < count; i++) work(i);
            images += count;
        }
        return (images, watch.Elapsed.TotalSeconds);
    }
}
