using Harness.Data;
using Harness.Data.Images;
using Harness.Data.Manifests;
using Harness.Data.Quality;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Models.Weights;
using Harness.Models.Weights.Packaged;
using Harness.Results;
using Harness.Running.Folders;

namespace Harness.Running.Opening;

/// <summary>What a suite works on: its images, checked, and its weights, read. The two are got side by side.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="suite">The suite.</param>
/// <param name="observer">Notified of images that were drawn or left out, and of a package that is restored.</param>
internal sealed class SuiteInputs(RunOptions options, Suite suite, IRunObserver observer)
{
    /// <summary>Reads and checks both.</summary>
    /// <param name="decoded">Gets the images that are decoded for their check, if there is room.</param>
    /// <param name="progress">Notified of how many images have been checked; null for none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The weights, null if the backbone begins with random ones, and the images.</returns>
    /// <exception cref="HarnessException">
    /// Something is missing or wrong. Errors of the weights are reported at once, and first: checking the images may take minutes.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public (BackboneWeights? Weights, SuiteImages Images) Read(
        DecodedImageCache decoded, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var loading = Task.Run(() => LoadWeights(stop), CancellationToken.None);
        if (!HasReport()) LoadTorchAhead();
        SuiteImages images;
        try
        {
            images = CheckImages(decoded, progress, stop.Token);
        }
        catch
        {
            stop.Cancel();
            ThrowIfFailed(loading);
            throw;
        }
        return (Told(loading.GetAwaiter().GetResult()), images);
    }

    /// <summary>Reads and checks only the weights.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The weights; null if the backbone begins with random ones.</returns>
    /// <exception cref="HarnessException">Something is missing or wrong.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public BackboneWeights? ReadWeights(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        return Told(LoadWeights(stop));
    }

    private BackboneWeights? Told(BackboneWeights? weights)
    {
        if (weights?.Note is { } note) observer.Noted(note);
        return weights;
    }

    // Where there is a report already, nothing may be left to train, and the third of a second that loading libtorch takes would be wasted.
    private bool HasReport() => File.Exists(Path.Combine(RunFolders.Results(options, suite), ResultFileNames.Run));

    private static void LoadTorchAhead() => Task.Run(() =>
    {
        try
        {
            TorchLibrary.Load();
        }
        catch (HarnessException)
        {
            // An error will be reported where it is needed.
        }
    });

    private static void ThrowIfFailed(Task loading)
    {
        try
        {
            loading.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // Stopped because of the images; the caller reports that.
        }
    }

    private BackboneWeights? LoadWeights(CancellationTokenSource stop)
    {
        try
        {
            if (suite.Weights is null) return null;
            var folder = Path.GetDirectoryName(Path.GetFullPath(suite.File))!;
            var resolver = new WeightResolver(new WeightDownloader(observer.Noted), packages: new PackageRestore(observer.Noted));
            return BackboneWeights.Load(suite.Weights, folder, BackboneRegistry.Catalog.Describe(suite.Backbone)!, resolver, stop.Token);
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private SuiteImages CheckImages(DecodedImageCache decoded, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        var folder = ImageFolder.Of(suite.Data, options.StoreFolder, observer.Noted, progress, cancellation);
        var kept = new CheckedImages(decoded, new TransformPipeline(suite.Data.Train), new TransformPipeline(suite.Data.Valid));
        var source = CheckFolder(ResultFileNames.Manifest, folder, Images() with { Classes = suite.Data.Classes }, progress, kept, cancellation);
        if (suite.Data.Target is not { } settings) return new(source, null);
        // The decoded images of another folder have the same paths as the source's: they are not kept while they are checked.
        var target = settings.Root is { } root ? CheckFolder(ResultFileNames.TargetManifest, root, Images(), progress, null, cancellation) : source;
        return new(source, target);
    }

    private ManifestOptions Images() => new()
    {
        SkipUnreadable = options.SkipUnreadable,
        KeepSplit = options.KeepSplit,
        Written = [RunFolders.Results(options, suite), Path.GetFullPath(RunFolders.Store(options.StoreFolder))],
    };

    private Manifest CheckFolder(
        string file, string folder, ManifestOptions images, IProgress<(int Done, int Total)>? progress, CheckedImages? kept, CancellationToken cancellation)
    {
        var path = Path.Combine(RunFolders.Results(options, suite), file);
        var manifest = ManifestStore.LoadOrCreate(path, folder, suite.Data.Split, images, progress, kept, cancellation);
        if (manifest.Skipped.Count > 0) observer.Noted($"{manifest.Skipped.Count} {(manifest.Skipped.Count == 1 ? "image is" : "images are")} left out; the report says why.");
        foreach (var note in DataQuality.NotesOf(manifest)) observer.Noted(note);
        return manifest;
    }
}
