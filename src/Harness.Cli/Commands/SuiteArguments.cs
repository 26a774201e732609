using System.CommandLine;
using Harness.Models;
using Harness.Running;

namespace Harness.Cli.Commands;

/// <summary>The arguments that every command on a suite takes.</summary>
internal sealed class SuiteArguments
{
    /// <summary>The suite that is run when none is named.</summary>
    public const string DefaultSuite = "experiments/suites/default.yaml";

    private readonly Argument<string> _suite = new("suite")
    {
        Description = "The suite file.",
        DefaultValueFactory = _ => DefaultSuite,
    };

    private readonly Option<string?> _data = new("--data") { Description = "The folder that holds one folder of images per class.", HelpName = "folder" };

    private readonly Option<string?> _target = new("--target") { Description = "The folder of the target domain, for suites that have one.", HelpName = "folder" };

    private readonly Option<string?> _labels = new("--labels") { Description = "A CSV file with more labels for every image than its class, for suites with several tasks.", HelpName = "file" };

    private readonly Option<string?> _weights = new("--weights")
    {
        Description = "A weights file (.pth, .pt, .safetensors; FILE#ema for one of several weights in it), the name of a known set, or 'none'.",
        HelpName = "file",
    };

    private readonly Option<string?> _out = new("--out") { Description = "The results folder (default: results/NAME).", HelpName = "folder" };

    private readonly Option<string?> _store = new("--store") { Description = "The folder of finished epochs (default: results/store).", HelpName = "folder" };

    private readonly Option<long[]?> _seeds = WholeNumber.List("--seeds", "The training seeds instead of the suite's.");

    private readonly Option<string[]?> _techniques = new("--techniques")
    {
        Description = "Only these techniques, by name or file name.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "name …",
    };

    private readonly Option<string[]?> _also = new("--also")
    {
        Description = "Technique files to compare with the suite's.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "file …",
    };

    private readonly Option<string?> _backbone = new("--backbone") { Description = "A backbone other than the suite's.", HelpName = "name" };

    private readonly Option<string> _device = new("--device")
    {
        Description = "auto, cpu, cuda or cuda:N; several separated by commas. auto takes all GPUs, if there are any: run trains a part of the suite on each.",
        DefaultValueFactory = _ => "auto",
        HelpName = "device",
    };

    private readonly Option<int?> _workers = ComputeOptions.Workers();

    private readonly Option<int?> _threads =
        WholeNumber.Option("--threads", $"libtorch's threads, 1 to {ComputeOptions.MaximumThreads} (default: one per core). The last bits of results depend on it.", "n", maximum: ComputeOptions.MaximumThreads);

    private readonly Option<int?> _cache =
        WholeNumber.Option("--cache", "MiB of memory for decoded images (default: 512). Results do not depend on it.", "mib");

    private readonly Option<string> _precision = new("--precision")
    {
        Description = "fp32 or bf16: the numbers that backbones compute in. bf16 is faster on GPUs, and on processors with AMX or AMD's AVX-512 BF16.",
        DefaultValueFactory = _ => PrecisionNames.All.NameOf(Precision.Float32),
        HelpName = "precision",
    };

    private readonly Option<bool> _noFold = new("--no-fold") { Description = "Keep batch norm separate from the convolutions where backbones are evaluated or frozen." };

    private readonly Option<bool> _noWinograd = new("--no-winograd") { Description = "Let libtorch compute all convolutions. Otherwise Winograd's algorithm, which is faster, computes those of 3×3 of ResNets and VGG-16, and the first one of ResNets, on processors with AVX2 or AVX-512 (in bf16 only without AMX); the last digits of results differ." };

    private readonly Option<bool> _noShare = new("--no-share") { Description = "Train every technique from its beginning, even where two begin the same way." };

    private readonly Option<bool> _noStore = new("--no-store") { Description = "Neither use finished epochs nor keep new ones." };

    private readonly Option<bool> _skipUnreadable = new("--skip-unreadable") { Description = "Leave out images that cannot be read instead of stopping." };

    private readonly Option<bool> _keepSplit = new("--keep-split")
    {
        Description = "If images have changed since the last run, continue with those that have not, in their old split, and leave out the others.",
    };

    private readonly Option<bool> _dry = new("--dry") { Description = "Two batches an epoch: tries everything out, learns nothing." };

    /// <summary>Gives a command these arguments.</summary>
    public void AddTo(Command command)
    {
        command.Add(_suite);
        Option[] options =
        [
            _data, _target, _labels, _weights, _out, _store, _seeds, _techniques, _also, _backbone, _device, _workers, _threads, _cache, _precision, _noFold, _noWinograd,
            _noShare, _noStore, _skipUnreadable, _keepSplit, _dry,
        ];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>Adds the options for what a suite works on, to a command that only reads files.</summary>
    public void AddInputsTo(Command command)
    {
        foreach (var option in (Option[])[_data, _target, _labels, _weights, _seeds, _techniques, _also, _backbone]) command.Add(option);
    }

    /// <summary>Adds the options for how a suite is chosen, and the device on which it is tried, to a command that chooses one for images.</summary>
    public void AddChoicesTo(Command command)
    {
        foreach (var option in (Option[])[_weights, _seeds, _backbone, _device, _workers, _threads, _cache, _precision]) command.Add(option);
    }

    /// <summary>Adds all options that make sense to a command that chooses a suite for images and runs it.</summary>
    public void AddChoicesAndRunTo(Command command)
    {
        AddChoicesTo(command);
        foreach (var option in (Option[])[_out, _store, _techniques, _also, _noFold, _noWinograd, _noShare, _noStore, _skipUnreadable, _keepSplit]) command.Add(option);
    }

    /// <summary>Reads the inputs.</summary>
    public RunOptions ReadInputs(ParseResult arguments, string suitePath) => new()
    {
        SuitePath = suitePath,
        DataRoot = arguments.GetValue(_data),
        TargetRoot = arguments.GetValue(_target),
        Labels = arguments.GetValue(_labels),
        Weights = arguments.GetValue(_weights),
        Seeds = arguments.GetValue(_seeds) is { Length: > 0 } seeds ? seeds : null,
        Techniques = arguments.GetValue(_techniques) is { Length: > 0 } techniques ? techniques : null,
        AddedTechniques = arguments.GetValue(_also) ?? [],
        Backbone = arguments.GetValue(_backbone),
    };

    /// <summary>The options on the command line.</summary>
    public RunOptions Read(ParseResult arguments) => Read(arguments, arguments.GetValue(_suite)!);

    /// <summary>The options on the command line, for a suite that they do not name.</summary>
    public RunOptions Read(ParseResult arguments, string suitePath) => ReadInputs(arguments, suitePath) with
    {
        OutputFolder = arguments.GetValue(_out),
        StoreFolder = arguments.GetValue(_store),
        Device = arguments.GetValue(_device)!,
        Workers = arguments.GetValue(_workers),
        Threads = arguments.GetValue(_threads),
        CacheMebibytes = arguments.GetValue(_cache),
        Compute = new(FoldsBatchNorm: !arguments.GetValue(_noFold), PrecisionNames.All.Get(arguments.GetValue(_precision)!), AllowsWinograd: !arguments.GetValue(_noWinograd)),
        Share = !arguments.GetValue(_noShare),
        UseStore = !arguments.GetValue(_noStore),
        SkipUnreadable = arguments.GetValue(_skipUnreadable),
        KeepSplit = arguments.GetValue(_keepSplit),
        Dry = arguments.GetValue(_dry),
        CommandLine = string.Join(' ', arguments.Tokens.Select(token => token.Value)),
    };
}
