using System.Diagnostics;
using Harness.Data;
using Harness.Data.Images;
using Harness.Data.Manifests;
using Harness.Data.Splits;
using Harness.Data.Transforms;

namespace Harness.Benchmarks;

/// <summary><c>epochs FOLDER [MEBIBYTES]</c>: lists and checks a folder of class folders, then prepares three epochs of batches without training;
/// prints the time and the peak memory that the process has had after each step.</summary>
internal static class EpochCommand
{
    public static int Run(string[] arguments)
    {
        if (arguments.Length is 0 or > 2 || !Directory.Exists(arguments[0]))
        {
            Console.Error.WriteLine("usage: epochs FOLDER [MEBIBYTES]   (a folder of class folders, and how much the cache may hold)");
            return 2;
        }
        var cache = new DecodedImageCache(arguments.Length == 2 ? long.Parse(arguments[1]) << 20 : ImagePipeline.DefaultCacheBytes);
        var temporary = Directory.CreateTempSubdirectory("harness-epochs-").FullName;
        try
        {
            Measure(arguments[0], Path.Combine(temporary, "manifest.csv"), cache);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
        return 0;
    }

    private static void Measure(string folder, string manifestPath, DecodedImageCache cache)
    {
        var settings = new DataSettings
        {
            Split = new SplitSettings { Rule = SplitRule.First, Fraction = 0.2 },
            BatchSize = 64,
            Train = [new RandomResizedCropSettings(128), new RandomHorizontalFlipSettings(), NormalizeSettings.ImageNet],
            Valid = [new ResizeSettings(146), new CenterCropSettings(128), NormalizeSettings.ImageNet],
        };
        Manifest Load(CheckedImages? kept) => ManifestStore.LoadOrCreate(manifestPath, folder, settings.Split, kept: kept);
        Time("manifest made, files checked", () => Load(new CheckedImages(cache, new(settings.Train), new(settings.Valid))));
        var manifest = Time("manifest read, files hashed", () => Load(null));
        var images = new ImagePipeline(manifest, settings, cache: cache);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var number = epoch;
            Time($"epoch {number}", () => images.TrainBatches(0, number).Concat(images.ValidBatches()).Sum(Consume));
        }
        Console.WriteLine($"{manifest.Train.Count + manifest.Valid.Count} images, {cache.Count} of them cached in {cache.UsedBytes >> 20} MiB");
    }

    private static int Consume(Batch batch)
    {
        using (batch) return batch.Count;
    }

    private static T Time<T>(string step, Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        var result = work();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{step}: {watch.Elapsed.TotalSeconds:F1} s, at most {process.PeakWorkingSet64 >> 20} MiB so far");
        return result;
    }
}
