using Harness.Data.Streams;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives.Domains;

/// <summary>Predicts the classes of the source's images and is measured on the target: what domain adaptation has to beat.</summary>
public sealed record SourceOnlySettings : ClassifyingSettings
{
    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, SourceOnlySettings>
    {
        Name = "source_only",
        Description = "The class of every image of the source domain. Validation is on the target, of which training sees nothing.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => SourceDomain.Instance;
}
