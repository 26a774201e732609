using Harness.Data;
using Harness.Data.Images;
using Harness.Data.Labels;
using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Models.Weights;
using Harness.Planning;
using Harness.Running.Devices;
using Harness.Running.Folders;
using Harness.Storage;
using Harness.Training;

namespace Harness.Running.Opening;

/// <summary>Makes a suite ready: suite file, results folder, weights and images, device, plan, store, in this order.</summary>
public static class SuiteOpener
{
    /// <summary>Reads and checks everything that a suite needs, and plans it.</summary>
    /// <param name="options">The options of the command.</param>
    /// <param name="observer">Notified of images that were left out and the like.</param>
    /// <param name="progress">Notified of how many images have been checked; null for none.</param>
    /// <param name="cancellation">Ends a download of weights and the drawing and checking of images early; nothing of them is kept then.</param>
    /// <returns>The session; the caller disposes it.</returns>
    /// <exception cref="HarnessException">Something is missing or wrong; nothing has been written but perhaps the manifest.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static SuiteSession Open(
        RunOptions options, IRunObserver observer, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation = default)
    {
        var several = SuiteLoader.Load(options.SuitePath, options.Overrides, BackboneRegistry.Catalog);
        if (several.Data.Split.Count > 1) options = options with { OutputFolder = new SplitResults(several.Data.Split.Count, RunFolders.Results(options, several)).Of(options.Split) };
        var suite = several with { Data = several.Data with { Split = several.Data.Split.At(options.Split) } };
        var folder = RunFolders.Results(options, suite);
        var resultsLock = options.Access == ResultsAccess.Look ? null : ResultsLock.Take(folder, isShared: options.Access == ResultsAccess.Part);
        try
        {
            var decoded = new DecodedImageCache(options.CacheMebibytes is { } mebibytes ? (long)mebibytes << 20 : ImagePipeline.DefaultCacheBytes);
            var (weights, images) = new SuiteInputs(options, suite, observer).Read(decoded, progress, cancellation);
            images.Check(suite);
            if (options.Split == 0) EnsureAllSplitsWork(several.Data.Split, images.Source);
            images = images.Used(suite);
            ShotSelection.EnsureEnough(images.Source, suite.Data.Shots);
            return Plan(options, suite, resultsLock, decoded, weights, images);
        }
        catch
        {
            resultsLock?.Dispose();
            throw;
        }
    }

    /// <summary>Makes another suite of the same images and split ready, without checking them again.</summary>
    /// <param name="options">What the command says; no lock is taken.</param>
    /// <param name="images">A session on the images.</param>
    /// <param name="observer">Notified of where in their file weights were found, and the like.</param>
    /// <param name="cancellation">Ends a download of weights early.</param>
    /// <returns>The session, which shares the decoded images; the caller disposes it.</returns>
    /// <exception cref="HarnessException">The suite or its weights are wrong.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static SuiteSession Reopen(RunOptions options, SuiteSession images, IRunObserver observer, CancellationToken cancellation = default)
    {
        var suite = SuiteLoader.Load(options.SuitePath, options.Overrides, BackboneRegistry.Catalog);
        var weights = new SuiteInputs(options, suite, observer).ReadWeights(cancellation);
        // What another network's transforms have made of the images is in the way now.
        images.DecodedImages.KeepOnly(new TransformPipeline(suite.Data.Train).Form, new TransformPipeline(suite.Data.Valid).Form);
        return Plan(options, suite, resultsLock: null, images.DecodedImages, weights, new(images.Manifest, images.Target));
    }

    /// <summary>Where finished epochs are.</summary>
    /// <param name="options">The options of the command.</param>
    /// <returns>The folder's full path.</returns>
    public static string StoreOf(RunOptions options) => Path.GetFullPath(RunFolders.Store(options.StoreFolder));

    /// <summary>On which splits a suite is run.</summary>
    /// <param name="options">The options of the command.</param>
    /// <returns>Their number and their results folders.</returns>
    /// <exception cref="HarnessException">The suite is wrong.</exception>
    public static SplitResults SplitsOf(RunOptions options)
    {
        var suite = SuiteLoader.Load(options.SuitePath, options.Overrides, BackboneRegistry.Catalog);
        return new(suite.Data.Split.Count, RunFolders.Results(options, suite));
    }

    // A later split that leaves a class without images is found before hours have been spent on the first.
    private static void EnsureAllSplitsWork(SplitSettings several, Manifest manifest)
    {
        var images = manifest.Train.Concat(manifest.Valid).OrderBy(image => image.Path, StringComparer.Ordinal).ToList();
        for (var index = 1; index < several.Count; index++)
            Splitter.Assign(images.ConvertAll(image => new ListedImage(image.Path, image.ClassIndex)), manifest.Classes, several.At(index), images.ConvertAll(image => image.Sha256));
    }

    private static SuiteSession Plan(
        RunOptions options, Suite suite, ResultsLock? resultsLock, DecodedImageCache decoded, BackboneWeights? weights, SuiteImages images)
    {
        var backbone = BackboneRegistry.Catalog.Describe(suite.Backbone)!;
        var device = options.Access == ResultsAccess.Report ? ComputeDevice.OfResults(options.Device, options.Threads) : ComputeDevice.Choose(options.Device, options.Threads);
        var inputs = Inputs(options, suite, device, backbone, weights, images);
        var plan = Planner.Make(suite, inputs);
        return new SuiteSession(options, resultsLock)
        {
            PlanInputs = inputs,
            Suite = suite,
            Manifest = images.Source,
            Target = images.Target,
            Backbone = backbone,
            Models = new ModelSource(backbone, weights, images.Source.Classes.Count),
            Plan = plan,
            Store = options.UseStore ? new DirectoryEpochStore(RunFolders.Store(options.StoreFolder), options.Access == ResultsAccess.Look ? null : plan) : new MemoryEpochStore(plan),
            WeightsHash = weights?.Sha256,
            WeightsPlace = weights?.Place,
            ComputeDevice = device,
            DecodedImages = decoded,
        };
    }

    private static PlanInputs Inputs(
        RunOptions options, Suite suite, ComputeDevice device, BackboneDescription backbone, BackboneWeights? weights, SuiteImages images) => new()
        {
            ManifestHash = images.Source.Hash,
            WeightsHash = weights?.Identity,
            Numerics = new Numerics(device.Name, TorchLibrary.Version, device.Threads) { Compute = options.Compute },
            Backbone = backbone,
            Labels = LabelSpace.Of(suite.Data, images.Source.Classes),
            TargetHash = images.Target?.Hash,
            Share = options.Share,
            BatchLimit = SuiteSession.BatchLimitOf(options),
        };
}
