using Harness.Data.Streams;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives;

/// <summary>Predicts the class of every image: the technique's head and loss on the images as they are.</summary>
public sealed record ClassificationSettings : ClassifyingSettings
{
    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, ClassificationSettings>
    {
        Name = "classify",
        Description = "The class of every image, with the technique's head and loss: what a phase learns unless it says otherwise.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => LabeledImages.Instance;
}
