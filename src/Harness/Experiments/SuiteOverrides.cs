using Harness.Models;

namespace Harness.Experiments;

/// <summary>What the command line says instead of a suite file. Paths are relative to the working directory.</summary>
public sealed record SuiteOverrides
{
    /// <summary>The folder that holds one folder per class (<c>--data</c>); null to keep the suite's.</summary>
    public string? DataRoot { get; init; }

    /// <summary>The folder of the target domain, which holds the same class folders (<c>--target</c>); null to keep the suite's.</summary>
    public string? TargetRoot { get; init; }

    /// <summary>The table of labels (<c>--labels</c>); null to keep the suite's.</summary>
    public string? Labels { get; init; }

    /// <summary>A path, the name of a known set of weights, or <c>none</c> for random initialization (<c>--weights</c>); null to keep the
    /// suite's.</summary>
    public string? Weights { get; init; }

    /// <summary>The name of a backbone (<c>--backbone</c>); null to keep the suite's.</summary>
    public string? Backbone { get; init; }

    /// <summary>The precision in which the backbone computes (<c>--precision</c>), which not all backbones support.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>The training seeds (<c>--seeds</c>); null to keep the suite's.</summary>
    public IReadOnlyList<long>? Seeds { get; init; }

    /// <summary>Only the techniques of these names or files (<c>--techniques</c>): a name, a file name with or without <c>.yaml</c>, or a pattern of
    /// either; null for all.</summary>
    public IReadOnlyList<string>? Techniques { get; init; }

    /// <summary>Technique files to compare with those of the suite, listed after them (<c>--also</c>).</summary>
    public IReadOnlyList<string> AddedTechniques { get; init; } = [];

    /// <summary>How much of data and weights must exist.</summary>
    public InputCheck Inputs { get; init; } = InputCheck.Complete;
}

/// <summary>How much of a suite's data and weights must exist for it to load.</summary>
public enum InputCheck
{
    /// <summary>Weights are given (possibly <c>none</c>), and so is the data folder, and both exist: for commands that train.</summary>
    Complete,

    /// <summary>What is given exists: for commands that check files.</summary>
    WhereGiven,
}
