using Harness.Data;
using Harness.Data.Images;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Models;
using Harness.Models.Heads;
using Harness.Models.Parameters;
using Harness.Models.Weights;
using Harness.Planning;
using Harness.Results;
using Harness.Storage;
using Harness.Training;
using static TorchSharp.torch;

namespace Harness.Running;

/// <summary>A suite made ready: everything is read and checked, nothing has been trained.</summary>
public sealed class SuiteSession : IDisposable
{
    private const int DryBatches = 2;

    private readonly RunOptions _options;
    private readonly BackboneWeights? _weights;
    private readonly ResultsLock? _lock;
    private readonly string _deviceName;
    private readonly Lazy<Device> _device;

    private SuiteSession(
        RunOptions options, Suite suite, ResultsLock? resultsLock, Manifest manifest, DecodedImageCache decoded, BackboneWeights? weights)
    {
        _options = options;
        DecodedImages = decoded;
        _lock = resultsLock;
        _weights = weights;
        Suite = suite;
        Manifest = manifest;
        Backbone = BackboneRegistry.Catalog.Describe(suite.Backbone)!;
        Models = new ModelSource(Backbone, weights, manifest.Classes.Count);
        _deviceName = ChooseDevice(options.Device);
        _device = new Lazy<Device>(OpenDevice);
        Plan = Planner.Make(suite, Inputs());
        Store = options.UseStore ? new DirectoryEpochStore(RunFolders.Store(options)) : new MemoryEpochStore(Plan);
    }

    /// <summary>The suite with what the command line changed.</summary>
    public Suite Suite { get; }

    /// <summary>The images.</summary>
    public Manifest Manifest { get; }

    /// <summary>The backbone.</summary>
    public BackboneDescription Backbone { get; }

    /// <summary>Where models come from.</summary>
    public ModelSource Models { get; }

    /// <summary>Where training happens. Asking for it the first time loads libtorch, which a suite that has nothing left to train does not need.</summary>
    /// <exception cref="HarnessException">libtorch cannot be loaded.</exception>
    public Device Device => _device.Value;

    /// <summary>How backbones compute.</summary>
    public ComputeSettings Compute => _options.Compute;

    /// <summary>The epochs.</summary>
    public Plan Plan { get; }

    /// <summary>The finished epochs.</summary>
    public IEpochStore Store { get; }

    /// <summary>The results folder.</summary>
    public string OutputFolder => RunFolders.Results(_options, Suite);

    /// <summary>Why epochs failed in <see cref="Run"/> that another try might mend, by key; also of a run that was stopped.</summary>
    public IReadOnlyDictionary<string, string> Failures { get; private set; } = new Dictionary<string, string>();

    /// <summary>Reads and checks everything that a suite needs.</summary>
    /// <param name="options">What the command says.</param>
    /// <param name="observer">Told of images that were left out and the like.</param>
    /// <param name="progress">Told how many images have been checked; null for nobody.</param>
    /// <param name="cancellation">Ends a download of weights and the drawing and checking of images early; nothing of them is kept then.</param>
    /// <returns>The session; the caller disposes it.</returns>
    /// <exception cref="HarnessException">Something is missing or wrong; nothing has been written but perhaps the manifest.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SuiteSession Open(
        RunOptions options, IRunObserver observer, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation = default)
    {
        var suite = SuiteLoader.Load(options.SuitePath, Overrides(options), BackboneRegistry.Catalog);
        var decoded = new DecodedImageCache(options.CacheMebibytes is { } mebibytes ? (long)mebibytes << 20 : ImagePipeline.DefaultCacheBytes);
        var resultsLock = options.TakeLock ? ResultsLock.Take(RunFolders.Results(options, suite)) : null;
        try
        {
            var (weights, manifest) = new SuiteInputs(options, suite, observer).Read(decoded, progress, cancellation);
            return new SuiteSession(options, suite, resultsLock, manifest, decoded, weights);
        }
        catch
        {
            resultsLock?.Dispose();
            throw;
        }
    }

    /// <summary>Trains what is missing.</summary>
    /// <param name="observer">Told what happens.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Why epochs failed that another try might mend, by key.</returns>
    public IReadOnlyDictionary<string, string> Run(IRunObserver observer, CancellationToken cancellation)
    {
        var toRun = MissingEpochs.Of(Plan, Store);
        if (toRun.Count == 0)
        {
            // Without the trainer, which would load libtorch.
            observer.Started(Plan, toRun);
            return Failures;
        }
        var images = OpenImages();
        if (!_options.Dry && images.TrainImagesLeftOut > 0)
            observer.Noted("The last training batch would hold a single image, on which batch norm cannot train: every epoch leaves one image out.");
        using var trainer = CreateTrainer(images, BatchLimit);
        var runner = new SuiteRunner(Plan, Store, trainer, observer);
        Failures = runner.Failures;
        runner.Run(cancellation);
        return Failures;
    }

    /// <summary>Prepares the images; nothing is read yet.</summary>
    /// <returns>A pipeline over this session's cache.</returns>
    public ImagePipeline OpenImages() => OpenImages(DecodedImages);

    /// <summary>Collects from the store what there is of the suite.</summary>
    /// <param name="failures">Failures that are not in the store, by epoch key.</param>
    /// <returns>Everything that a report needs.</returns>
    public SuiteResult Collect(IReadOnlyDictionary<string, string> failures) =>
        new ResultCollector(Plan, Store, Manifest, ParametersOf, BatchLimit).Collect(failures, Information());

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        _lock?.Dispose();
    }

    /// <summary>Prepares the images; nothing is read yet.</summary>
    /// <param name="cache">Keeps what is decoded.</param>
    /// <returns>A pipeline over this cache.</returns>
    internal ImagePipeline OpenImages(DecodedImageCache cache) => new(Manifest, Suite.Data, new ImagePipelineOptions { Workers = Workers }, cache);

    /// <summary>What is kept of the images once they were decoded.</summary>
    internal DecodedImageCache DecodedImages { get; }

    /// <summary>The most batches of each part of a shared epoch; null for all.</summary>
    internal int? BatchLimit => _options.Dry ? DryBatches : null;

    /// <summary>Makes a trainer for this suite's models, device and numerics.</summary>
    /// <param name="images">The images.</param>
    /// <param name="batchLimit">The most batches of each part of a shared epoch; null for all.</param>
    /// <returns>The trainer; the caller disposes it.</returns>
    internal Trainer CreateTrainer(ImagePipeline images, int? batchLimit) => new(Models, images, Device, _options.Compute, batchLimit);

    private int Workers => _options.Workers ?? Environment.ProcessorCount;

    private int Threads => _options.Threads ?? Processor.Threads;

    private static string ChooseDevice(string name) => name switch
    {
        "cpu" => "cpu",
        "auto" => IsCudaAvailable() ? "cuda" : "cpu",
        "cuda" when IsCudaAvailable() => "cuda",
        "cuda" => throw new HarnessException("There is no CUDA device, or this libtorch was built without CUDA.", "Use --device cpu."),
        _ => throw new HarnessException($"Unknown device '{name}'.{Suggestion.DidYouMean(name, ["auto", "cpu", "cuda"])}", "Known: auto, cpu, cuda."),
    };

    private static bool IsCudaAvailable()
    {
        if (!TorchLibrary.HasCuda) return false;
        TorchLibrary.Load();
        return cuda.is_available();
    }

    private Device OpenDevice()
    {
        TorchLibrary.Load();
        set_num_threads(Threads);
        return _deviceName == "cuda" ? CUDA : CPU;
    }

    private static SuiteOverrides Overrides(RunOptions options) => new()
    {
        DataRoot = options.DataRoot,
        Weights = options.Weights,
        Seeds = options.Seeds,
        Techniques = options.Techniques,
        AddedTechniques = options.AddedTechniques,
        Backbone = options.Backbone,
        Precision = options.Compute.Precision,
    };

    private PlanInputs Inputs() => new()
    {
        ManifestHash = Manifest.Hash,
        WeightsHash = _weights?.Sha256,
        Numerics = new Numerics(_deviceName, TorchLibrary.Version, Threads) { Compute = _options.Compute },
        Parameters = ParametersOf,
        Share = _options.Share,
        BatchLimit = BatchLimit,
    };

    private IReadOnlyList<ParameterDescription> ParametersOf(HeadSettings head) =>
        NetworkParameters.Of(Backbone, head, Manifest.Classes.Count);

    private RunInformation Information() => new()
    {
        HarnessVersion = typeof(SuiteSession).Assembly.GetName().Version!.ToString(3),
        TorchVersion = TorchLibrary.Version,
        DotnetVersion = Environment.Version.ToString(),
        OperatingSystem = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
        Processor = Machine.ProcessorName,
        InstructionSets = Machine.InstructionSets,
        Threads = Threads,
        Workers = Workers,
        Device = _deviceName,
        Precision = _options.Compute.Precision.ToString().ToLowerInvariant(),
        FoldsBatchNorm = _options.Compute.FoldsBatchNorm,
        CommandLine = _options.CommandLine,
        Finished = DateTimeOffset.UtcNow,
        ManifestHash = Manifest.Hash,
        // The file's name and hash say which weights they are; where they lay on this machine says nothing to a reader elsewhere.
        Weights = Path.GetFileName(Suite.Weights),
        WeightsHash = _weights?.Sha256,
    };
}
