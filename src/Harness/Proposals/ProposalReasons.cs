using System.Globalization;

namespace Harness.Proposals;

/// <summary>Says why a proposal is what it is.</summary>
internal static class ProposalReasons
{
    private const int LeastSeeds = 3;

    /// <summary>The reasons.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="minutes">The time available.</param>
    /// <returns>Plain sentences.</returns>
    public static IReadOnlyList<string> Of(SuiteProposal proposal, double minutes)
    {
        var (network, seeds) = (proposal.Network, proposal.SeedList.Count);
        var steps = Math.Max(1, proposal.TrainImages / proposal.BatchSize);
        return
        [
            Invariant($"Chosen for {minutes:0.##} {(minutes == 1 ? "minute" : "minutes")}: {network.Backbone} on images of {network.Size} pixels (the median of their shorter sides is {proposal.Survey.Sizes.Median}), {seeds} {(seeds == 1 ? "seed" : "seeds")}, {proposal.Epochs} epochs in batches of {proposal.BatchSize}."),
            seeds < LeastSeeds
                ? "Seeds: with fewer than three, the table is about these networks, not about the techniques. More time gives more seeds."
                : "Seeds: three come before anything else, since fewer cannot tell a technique from luck; then the best network that there is time for, then enough epochs for new heads, then five seeds, then more epochs.",
            .. proposal.EpochFactor > 1 ? [Invariant($"Epochs: {proposal.EpochFactor} times those of the article, since an epoch of these images has only {steps} {(steps == 1 ? "step" : "steps")}.")] : Array.Empty<string>(),
            .. proposal.Epochs * steps < SuiteProposal.WantedSteps
                ? [Invariant($"Steps: each training makes only {proposal.Epochs * steps} in this time, which leaves new heads near where they began, and accuracies low; {SuiteProposal.WantedSteps} are better. More time (--minutes) gives more epochs.")]
                : Array.Empty<string>(),
            proposal.Survey.Layout is SplitLayout split
                ? $"Split: by the folders '{split.Train}' and '{split.Valid}'{(split.Test is { } test ? $", and '{test}' is the test" : "")}."
                : "Split: a fifth of each class is held out for validation, drawn by the split's own seed; equal images stay on one side.",
            .. proposal.HasTwoLabels ? ["Two labels: some images are in two classes, byte for byte. One of each pair is wrong; they are kept here. Leave out 'two_labels: keep' to have them listed."] : Array.Empty<string>(),
        ];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
