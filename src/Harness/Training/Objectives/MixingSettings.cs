using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives;

/// <summary>What mixup and CutMix have in common: the classes of training images that are mixed from two. Losses and accuracies of training are for these
/// images, with the class that has most of each.</summary>
public abstract record MixingSettings : ClassifyingSettings
{
    /// <summary>Both parameters of the beta distribution from which each batch draws how much of an image is kept.</summary>
    public required double Alpha { get; init; }

    /// <summary>Describes one of them.</summary>
    /// <param name="name">Its name in YAML.</param>
    /// <param name="description">A sentence for people.</param>
    /// <param name="defaultAlpha">Alpha where none is given.</param>
    /// <param name="create">Makes it from alpha.</param>
    private protected static BlockSpec<ObjectiveSettings> Define<TBlock>(string name, string description, double defaultAlpha, Func<double, TBlock> create)
        where TBlock : MixingSettings
    {
        var alpha = new Argument<TBlock, double>(new NumberForm(NumberRange.Positive), static block => block.Alpha, defaultAlpha)
        {
            Name = "alpha",
            Description = "Both parameters of the beta distribution from which each batch draws how much of an image is kept.",
        };
        return new BlockSpec<ObjectiveSettings, TBlock> { Name = name, Description = description, Takes = [alpha], Create = values => create(alpha.In(values)) };
    }
}
