using System.Globalization;

namespace Harness.Proposals;

/// <summary>What to look at in the table of a first comparison, beside the accuracy.</summary>
internal static class MetricNotes
{
    private const int FewValidationImages = 200;

    /// <summary>The notes on a proposal.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <returns>Plain sentences.</returns>
    public static IEnumerable<string> Of(SuiteProposal proposal)
    {
        if (proposal.Survey.IsUneven)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Metrics: the classes are uneven: always naming the largest would be right for {100.0 * proposal.Survey.Classes.Max(one => one.Images) / proposal.Survey.Images:F0} % of all images, so look at the balanced accuracy as well.");
        }
        if (proposal.ValidImages < FewValidationImages)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Metrics: only {proposal.ValidImages} images are used for validation, so one image is {100.0 / Math.Max(1, proposal.ValidImages):F1} points of accuracy: small differences cannot be seen; folds instead of fraction in split would use all images.");
        }
        if (proposal.Survey.Layout is SplitLayout { Test: { } test })
            yield return $"Metrics: the images in '{test}' are opened once, at the end of a run. Choose by the validation accuracy, not by theirs.";
    }
}
