using System.Diagnostics;
using Harness.Running;

namespace Harness.Proposals;

/// <summary>The options of a user for a first comparison.</summary>
public sealed record ProposalOptions
{
    /// <summary>The suite file to write.</summary>
    public required string File { get; init; }

    /// <summary>The time that a run may take, in minutes.</summary>
    public required double Minutes { get; init; }

    /// <summary>The options of the run; its seeds, backbone and weights are kept.</summary>
    public required RunOptions Run { get; init; }

    /// <summary>Runs since the time began to count: of a run that follows at once, what is spent on choosing is spent; of one that comes later, it is not.</summary>
    public required Stopwatch Watch { get; init; }

    /// <summary>Whether the run follows at once, with the images that were checked for choosing.</summary>
    public required bool RunsAtOnce { get; init; }
}
