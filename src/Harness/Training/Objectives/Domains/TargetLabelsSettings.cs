using Harness.Data.Streams;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives.Domains;

/// <summary>Predicts the classes of the target's images, labels and all: the ceiling of domain adaptation.</summary>
public sealed record TargetLabelsSettings : ClassifyingSettings
{
    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, TargetLabelsSettings>
    {
        Name = "target_labels",
        Description = "The class of every image of the target domain, with the labels that adaptation does without: its ceiling. An epoch has as many images as the source.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => TargetDomain.Instance;
}
