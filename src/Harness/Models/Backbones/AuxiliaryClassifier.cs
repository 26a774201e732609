using Harness.Models.Heads;

namespace Harness.Models.Backbones;

/// <summary>A second classifier in the middle of a network, used only in training.</summary>
/// <param name="Features">The channels of its feature map.</param>
/// <param name="MinimumImageSize">The minimum height and width of images, in pixels: with smaller ones that map is too small for it.</param>
/// <param name="Stem">Its layers up to the pooling.</param>
/// <param name="WeightPrefix">How the names of its tensors begin in weight files of the whole network.</param>
public sealed record AuxiliaryClassifier(int Features, int MinimumImageSize, HeadStem Stem, string WeightPrefix)
{
    /// <summary>Whether a tensor of a weight file belongs to <see cref="Stem"/>. The last layer is for the classes of other images.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it does.</returns>
    public bool IsOfStem(string name) =>
        name.StartsWith(WeightPrefix, StringComparison.Ordinal) && !name.StartsWith($"{WeightPrefix}fc.", StringComparison.Ordinal);
}
