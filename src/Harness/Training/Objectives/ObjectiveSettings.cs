using System.Text.Json.Nodes;
using Harness.Data;
using Harness.Data.Labels;
using Harness.Data.Streams;
using Harness.Diagnostics;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives;

/// <summary>What a phase learns: which images its backbone sees, which heads it has, and what they should predict. A new objective is one such record and
/// one line in <see cref="ObjectiveRegistry"/>.</summary>
public abstract record ObjectiveSettings : Block
{
    /// <summary>What the backbone sees of the images.</summary>
    public abstract BatchStream Stream { get; }

    /// <summary>Whether its epochs give accuracies of the suite's classes, which tables and charts compare. The last phase of a technique must.</summary>
    public abstract bool Classifies { get; }

    /// <summary>What its validation measures: losses and accuracies of epochs can be compared only where this is equal.</summary>
    public virtual string Measure => Stream.SeesTarget ? "classes of the target" : "classes";

    /// <summary>Whether it is computed from the features of all training images instead of being trained: in one epoch, without rates, on a backbone that
    /// stays as it is.</summary>
    public virtual bool IsFitted => false;

    /// <summary>Whether it minimizes the technique's loss; others have one of their own, or none.</summary>
    public virtual bool UsesLoss => false;

    /// <summary>Whether the outputs of the technique's head are compared as vectors, so that they cannot be log probabilities.</summary>
    public virtual bool LearnsVectors => false;

    /// <summary>Whether its loss depends on the feature map under the backbone's auxiliary classifier.</summary>
    public virtual bool SeesAuxiliary => false;

    /// <summary>Whether its loss depends on the finished fraction of the phase, so that the length of the phase is part of an epoch's address.</summary>
    public virtual bool FollowsProgress => false;

    /// <summary>The heads on the backbone.</summary>
    /// <param name="head">The technique's own head.</param>
    /// <param name="labels">What can be learned from the images.</param>
    /// <returns>At least one head, each under its own name.</returns>
    public abstract IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels);

    /// <summary>The head whose outputs classify an image, so that it and the backbone are enough for prediction.</summary>
    /// <param name="head">The technique's own head.</param>
    /// <param name="labels">What can be learned from the images.</param>
    /// <returns>One of <see cref="Heads"/>, or one whose tensors <see cref="IObjective.Computed"/> gives; null if no head alone can classify.</returns>
    public virtual HeadDefinition? ClassifyingHead(HeadSettings head, LabelSpace labels) => null;

    /// <summary>Looks for what it needs of a suite's data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="location">Where a phase names the objective.</param>
    /// <param name="isComplete">Whether the data are for training; otherwise the command line may still give what the files do not.</param>
    /// <param name="errors">Where to report.</param>
    internal virtual void CheckData(DataSettings data, SourceLocation location, bool isComplete, DiagnosticBag errors)
    {
        if (Stream.SeesTarget && data.Target is null)
            errors.Add(location, $"objective '{Kind}' needs a target domain, and the suite has none", "add for example 'target: { root: FOLDER }' to its 'data'");
    }

    /// <summary>Looks for what it needs of a suite's backbone.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="data">The data; null if they are not known.</param>
    /// <param name="location">Where a phase names the objective.</param>
    /// <param name="errors">Where to report.</param>
    internal virtual void CheckBackbone(BackboneDescription backbone, DataSettings? data, SourceLocation location, DiagnosticBag errors)
    {
    }

    /// <summary>Begins an epoch.</summary>
    /// <param name="heads">The built heads, in the order of <see cref="Heads"/>; they stay with the caller.</param>
    /// <param name="loss">The technique's loss.</param>
    /// <param name="labels">What can be learned from the images.</param>
    /// <returns>The objective of this epoch.</returns>
    internal abstract IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels);

    /// <summary>Describes all of the technique's settings that decide what an epoch with this objective gives: part of its address.</summary>
    /// <param name="head">The technique's own head.</param>
    /// <param name="loss">The technique's loss.</param>
    /// <returns>Names of the YAML language and values.</returns>
    internal virtual JsonObject Describe(HeadSettings head, LossSettings loss) => ToJson();

    /// <summary>Describes what an epoch with this objective looks at besides images and their classes: part of its address.</summary>
    /// <param name="labels">What can be learned from the images.</param>
    /// <returns>Values; null for nothing.</returns>
    internal virtual JsonNode? DescribeLabels(LabelSpace labels) => null;
}
