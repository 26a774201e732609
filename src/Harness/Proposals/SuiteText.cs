using System.Globalization;
using System.Text;
using Harness.Diagnostics;
using Harness.Models.Weights;

namespace Harness.Proposals;

/// <summary>Writes a proposal as the text of a suite file.</summary>
/// <param name="proposal">The proposal.</param>
/// <param name="file">The file, as a full path: paths are relative to its folder where that helps.</param>
/// <param name="techniques">The folder with copies of the techniques, as the file names it.</param>
internal sealed class SuiteText(SuiteProposal proposal, string file, string techniques)
{
    private readonly StringBuilder _text = new();
    private readonly string _folder = Path.GetDirectoryName(file)!;

    /// <summary>Writes the text.</summary>
    /// <returns>YAML with line feeds.</returns>
    public string Write()
    {
        WriteHead();
        Line($"name: {YamlText.Scalar(proposal.Name)}");
        Line($"description: {YamlText.Scalar($"Seven ways of reusing a pretrained network, and one without transfer, on the images of '{YamlText.Comment(Path.GetFileName(proposal.Survey.Folder))}'.")}");
        WriteData();
        Line($"backbone: {proposal.Network.Backbone}");
        Line($"weights: {YamlText.Scalar(Weights)}{WeightsComment}");
        Line($"seeds: [{string.Join(", ", proposal.SeedList)}]  # every technique trains once with each; with one seed, a difference is between two networks, not between two techniques");
        Line("defaults: { optimizer: adam }");
        Line("# Copies of the program's techniques, so that they can be changed here without changing other suites, and moved together with this file.");
        Line("techniques:");
        foreach (var technique in ShippedExperiments.Techniques) Line($"  - {YamlText.Scalar($"{techniques}/{technique}")}");
        return _text.ToString();
    }

    private void WriteHead()
    {
        Line($"# yaml-language-server: $schema={WrittenPath.Of(ShippedExperiments.Schema("suite.schema.json"), _folder)}");
        Comment($"Idea: a first comparison on the images of '{Path.GetFileName(proposal.Survey.Folder)}': the seven techniques of the article, and a control without transfer, from the same start.");
        Comment("Source: \"PyTorch transfer learning\", Vishnu Subramanian, JarvisLabs, https://jarvislabs.ai/blogs/transfer-learning/; the techniques are the article's, the rest is chosen for these images.");
        Comment($"Command: harness run {ShellText.Of(Path.GetFileName(file))}");
        if (proposal.Seconds is { } seconds) Comment($"Time: about {Words.Duration(seconds)}, estimated before it ran, on the machine that this was written on ({Environment.ProcessorCount} cores), images checked and report written.");
        foreach (var reason in proposal.Reasons) Comment(reason);
        foreach (var note in MetricNotes.Of(proposal)) Comment(note);
    }

    private void WriteData()
    {
        Line("data:");
        Line($"  root: {YamlText.Scalar(WrittenPath.Of(proposal.Survey.Root, _folder))}");
        if (proposal.Survey.Layout is TableLayout table)
        {
            Line($"  classes: {YamlText.Scalar(WrittenPath.Of(table.File, _folder))}");
            Line($"  column: {YamlText.Scalar(table.Column)}");
        }
        Line($"  split: {Split}");
        Line(Invariant($"  batch_size: {proposal.BatchSize}"));
        Line("  # Leave the flip out where left and right matter, as in text.");
        if (proposal.ReducedSide is { } side) Line(Invariant($"  # Photographs are first reduced to {side} pixels, once, so they can be kept and need not be decoded again in every epoch."));
        Line(Invariant($"  train: [{(proposal.ReducedSide is { } reduced ? $"resize: {reduced}, " : "")}random_resized_crop: {proposal.Network.Size}, random_horizontal_flip, normalize: imagenet]"));
        Line(Invariant($"  valid: [resize: {proposal.Network.Size * 8 / 7}, center_crop: {proposal.Network.Size}, normalize: imagenet]"));
    }

    private string Split
    {
        get
        {
            var twoLabels = proposal.HasTwoLabels ? ", two_labels: keep" : "";
            if (proposal.Survey.Layout is SplitLayout split)
            {
                var test = split.Test is { } name ? $", test: {YamlText.Scalar(name)}" : "";
                return $"{{ rule: folders, train: {YamlText.Scalar(split.Train)}, valid: {YamlText.Scalar(split.Valid)}{test}{twoLabels} }}";
            }
            return Invariant($"{{ rule: random, seed: 0, fraction: {SuiteProposal.HeldOut}, stratified: true, duplicates: together{twoLabels} }}");
        }
    }

    private string Weights => proposal.Network.Weights is var weights && Path.IsPathRooted(weights) ? WrittenPath.Of(weights, _folder) : weights;

    private string WeightsComment => proposal.Network.Weights == ShippedExperiments.Weights
        ? "  # in the program's folder: change this path if either is moved"
        : proposal.Network.Weights == KnownWeights.NuGet ? "  # from a NuGet package, see experiments/weights/resnet18_cntk-c94004b6.md of the program" : "";

    private void Comment(string text) => Line($"# {YamlText.Comment(text)}");

    private void Line(string line) => _text.Append(line).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
