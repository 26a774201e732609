using Harness.Experiments;
using Harness.Models;
using Harness.Running.Devices;
using Harness.Running.Folders;

namespace Harness.Running;

/// <summary>What a command says about how to run a suite; what is null is taken from the suite or chosen.</summary>
public sealed record RunOptions
{
    /// <summary>The suite file.</summary>
    public required string SuitePath { get; init; }

    /// <summary>The folder of class folders; null for the suite's.</summary>
    public string? DataRoot { get; init; }

    /// <summary>The folder of class folders of the target domain; null for the suite's.</summary>
    public string? TargetRoot { get; init; }

    /// <summary>The table of labels; null for the suite's.</summary>
    public string? Labels { get; init; }

    /// <summary>A weights file or name; null for the suite's.</summary>
    public string? Weights { get; init; }

    /// <summary>The results folder; null for <c>results/NAME</c>.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>The folder of finished epochs; null for <c>results/store</c>.</summary>
    public string? StoreFolder { get; init; }

    /// <summary>Which of the suite's splits, from 0, where it has several.</summary>
    public int Split { get; init; }

    /// <summary>The training seeds; null for the suite's.</summary>
    public IReadOnlyList<long>? Seeds { get; init; }

    /// <summary>Only these techniques, by name or file name; null for all.</summary>
    public IReadOnlyList<string>? Techniques { get; init; }

    /// <summary>Technique files to compare with the suite's, listed after them.</summary>
    public IReadOnlyList<string> AddedTechniques { get; init; } = [];

    /// <summary>The backbone; null for the suite's.</summary>
    public string? Backbone { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = DeviceList.Auto;

    /// <summary>Decoding workers; null for one per core. Results do not depend on it.</summary>
    public int? Workers { get; init; }

    /// <summary>libtorch's threads; null for one per core. The last bits of results depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>The maximum number of MiB of decoded images to keep in memory; null for <see cref="Data.ImagePipeline.DefaultCacheBytes"/>. Results do not depend on it.</summary>
    public int? CacheMebibytes { get; init; }

    /// <summary>How backbones compute.</summary>
    public ComputeSettings Compute { get; init; } = ComputeSettings.Default;

    /// <summary>Whether techniques share common beginnings.</summary>
    public bool Share { get; init; } = true;

    /// <summary>Whether finished epochs are kept in a folder and found there again.</summary>
    public bool UseStore { get; init; } = true;

    /// <summary>Whether images that cannot be read are left out instead of stopping the run.</summary>
    public bool SkipUnreadable { get; init; }

    /// <summary>Whether a run continues, in their old split, with the images that are as they were on its first run, and leaves out the others.</summary>
    public bool KeepSplit { get; init; }

    /// <summary>Only two batches per epoch: everything is run once, nothing is learned.</summary>
    public bool Dry { get; init; }

    /// <summary>Who else may use the results folder.</summary>
    public ResultsAccess Access { get; init; } = ResultsAccess.Whole;

    /// <summary>The command line, for the record.</summary>
    public string CommandLine { get; init; } = string.Empty;

    /// <summary>What of it replaces what the suite file says.</summary>
    public SuiteOverrides Overrides => new()
    {
        DataRoot = DataRoot,
        TargetRoot = TargetRoot,
        Labels = Labels,
        Weights = Weights,
        Seeds = Seeds,
        Techniques = Techniques,
        AddedTechniques = AddedTechniques,
        Backbone = Backbone,
        Precision = Compute.Precision,
    };
}
