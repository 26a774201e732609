using Harness.Data;
using Harness.Data.Images;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Inference;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Planning;
using Harness.Running.Collecting;
using Harness.Running.Devices;
using Harness.Running.Epochs;
using Harness.Running.Folders;
using Harness.Running.Measuring;
using Harness.Running.Opening;
using Harness.Running.Parts;
using Harness.Storage;
using Harness.Training;
using static TorchSharp.torch;

namespace Harness.Running;

/// <summary>A suite made ready by <see cref="SuiteOpener"/>: everything is read, checked and planned, nothing has been trained.</summary>
public sealed class SuiteSession : IDisposable
{
    private const int DryBatches = 2;

    private readonly ResultsLock? _lock;
    private readonly SuiteParts _parts;

    /// <summary>Takes ownership of what was opened.</summary>
    /// <param name="options">The options of the command.</param>
    /// <param name="resultsLock">Keeps other runs from the results folder; null for no lock.</param>
    internal SuiteSession(RunOptions options, ResultsLock? resultsLock) => (Options, _lock, _parts) = (options, resultsLock, new SuiteParts(this));

    /// <summary>The suite with what the command line changed.</summary>
    public required Suite Suite { get; init; }

    /// <summary>The images.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>The images of the target domain; null for none.</summary>
    public Manifest? Target { get; init; }

    /// <summary>The backbone.</summary>
    public required BackboneDescription Backbone { get; init; }

    /// <summary>Where models come from.</summary>
    public required ModelSource Models { get; init; }

    /// <summary>The epochs.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What the epochs depend on besides the suite.</summary>
    public required PlanInputs PlanInputs { get; init; }

    /// <summary>The finished epochs.</summary>
    public required IEpochStore Store { get; init; }

    /// <summary>Where training happens. Asking for it the first time loads libtorch, which a suite that has nothing left to train does not need.</summary>
    /// <exception cref="HarnessException">libtorch cannot be loaded.</exception>
    public Device Device => ComputeDevice.Device;

    /// <summary>How backbones compute.</summary>
    public ComputeSettings Compute => Options.Compute;

    /// <summary>The results folder.</summary>
    public string OutputFolder => RunFolders.Results(Options, Suite);

    /// <summary>Why epochs failed in <see cref="Run"/> that another try might fix, by key; also of a run that was stopped.</summary>
    public IReadOnlyDictionary<string, string> Failures { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether there was anything to train.</summary>
    public bool HasTrained { get; private set; }

    /// <summary>The SHA-256 of the weights file; null for random initialization.</summary>
    public required string? WeightsHash { get; init; }

    /// <summary>Where the weights are in their file; null if they are at its top, or there are none.</summary>
    public string? WeightsPlace { get; init; }

    /// <summary>Where training happens, known without libtorch.</summary>
    public required ComputeDevice ComputeDevice { get; init; }

    /// <summary>What is kept of the images once they were decoded.</summary>
    public required DecodedImageCache DecodedImages { get; init; }

    /// <summary>The options of the command.</summary>
    internal RunOptions Options { get; }

    /// <summary>The maximum number of batches of each part of a shared epoch; null for all.</summary>
    internal int? BatchLimit => BatchLimitOf(Options);

    /// <summary>The number of decoding workers.</summary>
    internal int Workers => Options.Workers ?? Environment.ProcessorCount;

    /// <summary>Trains what is missing. Where parts of another plan wait for their report, such as those of the whole suite while this is some of its seeds, test images stay closed.</summary>
    /// <param name="observer">Notified of what happens.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public void Run(IRunObserver observer, CancellationToken cancellation)
    {
        var difference = _parts.Difference();
        TrainMissing(Plan, observer, hasTest: difference is null, cancellation);
        _parts.Close(difference, observer);
    }

    /// <summary>Trains what is missing and leaves the test images closed until <see cref="MeasureTest"/>, before which seeds may be added.</summary>
    /// <param name="observer">Notified of what happens.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public void Train(IRunObserver observer, CancellationToken cancellation) => TrainMissing(Plan, observer, hasTest: false, cancellation);

    /// <summary>Measures what is kept of the finished trainings on the test images, as <see cref="Run"/> does at its end. Trains nothing.</summary>
    /// <param name="observer">Notified of what happens.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public void MeasureTest(IRunObserver observer, CancellationToken cancellation)
    {
        var difference = _parts.Difference();
        if (difference is null) MeasureMissing(observer, cancellation);
        _parts.Close(difference, observer);
    }

    /// <summary>Trains what is missing of a part. Test images stay closed: they are opened once all parts are finished, see <see cref="Join"/>.</summary>
    /// <param name="part">Which.</param>
    /// <param name="isJoinedByReport">Whether parts that begin later, and the report, must be of the same plan, which is recorded until <see cref="Join"/>. Who starts
    /// all parts at once, and then runs the whole suite, needs none of it.</param>
    /// <param name="observer">Notified of what happens.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The part: a plan of some of the trainings, empty if there are more parts than the suite can be cut into.</returns>
    /// <exception cref="HarnessException">Other parts in the results folder belong to another plan, or nothing can continue.</exception>
    public Plan RunPart(PartChoice part, bool isJoinedByReport, IRunObserver observer, CancellationToken cancellation)
    {
        var plan = _parts.Cut(part);
        if (plan.Nodes.Count == 0) return plan;
        if (isJoinedByReport) _parts.Hold(cancellation);
        TrainMissing(plan, observer, hasTest: false, cancellation);
        return plan;
    }

    /// <summary>Joins parts that were trained by <see cref="RunPart"/>: where all are finished, measures what is kept of them on the test images. Trains nothing.</summary>
    /// <param name="observer">Notified of what happens, and of what is still missing.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public void Join(IRunObserver observer, CancellationToken cancellation)
    {
        if (!_parts.CanBeJoined(observer)) return;
        MeasureMissing(observer, cancellation);
        _parts.EndJoining(observer);
    }

    private void MeasureMissing(IRunObserver observer, CancellationToken cancellation)
    {
        if (TestMeasurement.Missing(Plan, Store).Count > 0) TestMeasurement.Of(this).Run(Plan, Store, node => Store.LoadState(node.Key), observer, cancellation);
    }

    private void TrainMissing(Plan plan, IRunObserver observer, bool hasTest, CancellationToken cancellation)
    {
        var toRun = MissingEpochs.Of(plan, Store);
        if (toRun.Count == 0 && (!hasTest || TestMeasurement.Missing(plan, Store).Count == 0))
        {
            // Without the trainer, which would load libtorch.
            observer.Started(plan, toRun);
            return;
        }
        HasTrained = toRun.Count > 0;
        var images = OpenImages();
        if (!Options.Dry && images.TrainImagesLeftOut > 0)
            observer.Noted("The last training batch would hold a single image, on which batch norm cannot train: every epoch leaves one image out.");
        if (Compute.Precision == Precision.BFloat16 && ComputeDevice.Name == DeviceList.Cpu && Machine.WhyBFloat16IsSlow is { } slow) observer.Noted(slow);
        using var trainer = CreateTrainer(images, BatchLimit);
        var runner = new SuiteRunner(plan, Store, trainer, observer) { Test = hasTest && Manifest.Test.Count > 0 ? TestMeasurement.Of(this) : null };
        Failures = runner.Failures;
        runner.Run(cancellation);
    }

    /// <summary>Prepares the images; nothing is read yet.</summary>
    /// <returns>A pipeline over this session's cache.</returns>
    public ImagePipeline OpenImages() => OpenImages(DecodedImages);

    /// <summary>Plans the suite with other seeds or techniques.</summary>
    /// <param name="suite">This suite, but for these.</param>
    /// <returns>The plan.</returns>
    public Plan PlanOf(Suite suite) => Planner.Make(suite, PlanInputs);

    /// <summary>Collects the results of the suite from the store, and the reasons of failures in <see cref="Run"/> that are not in it.</summary>
    /// <returns>Everything that a report needs.</returns>
    public SuiteResult Collect() => new ResultCollector(Plan, Store, Manifest, Target, BatchLimit) { TestOpenings = TestOpenings.Read(OutputFolder) }
        .Collect(Failures, RunDescription.Of(this));

    /// <summary>Writes into the results folder which trained networks there are, for <see cref="ResultsModels"/> to find. Where there can be none, because the
    /// run is dry or nothing is stored, no list stays.</summary>
    /// <param name="result">The results of the suite so far.</param>
    /// <exception cref="Diagnostics.HarnessException">It cannot be written or removed.</exception>
    public void WriteModelListing(SuiteResult result)
    {
        if (Options.UseStore && !Options.Dry) ResultsModels.Write(OutputFolder, new ModelListingBuilder(this).Build(result));
        else ResultsModels.Remove(OutputFolder);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        _lock?.Dispose();
    }

    /// <summary>The maximum number of batches of each part of a shared epoch.</summary>
    /// <param name="options">The options of the command.</param>
    /// <returns>The number; null for all.</returns>
    internal static int? BatchLimitOf(RunOptions options) => options.Dry ? DryBatches : null;

    /// <summary>Prepares the images; nothing is read yet.</summary>
    /// <param name="cache">Keeps what is decoded.</param>
    /// <returns>A pipeline over this cache.</returns>
    internal ImagePipeline OpenImages(DecodedImageCache cache) => new(Manifest, Suite.Data, new ImagePipelineOptions { Workers = Workers }, cache, Target);

    /// <summary>Makes a trainer for this suite's models, device and numerics.</summary>
    /// <param name="images">The images.</param>
    /// <param name="batchLimit">The maximum number of batches of each part of a shared epoch; null for all.</param>
    /// <returns>The trainer; the caller disposes it.</returns>
    internal Trainer CreateTrainer(ImagePipeline images, int? batchLimit) => new(Models, images, Device, Options.Compute, batchLimit);
}
