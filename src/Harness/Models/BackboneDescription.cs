using Harness.Models.Parameters;

namespace Harness.Models;

/// <summary>What can be said of a backbone without building it: enough to check selectors, weights and shapes.</summary>
/// <param name="Name">The name used in suites, for example <c>resnet18_half</c>.</param>
/// <param name="Features">The channels C of the feature map [N, C, H, W] that the backbone gives.</param>
/// <param name="MinimumImageSize">The least height and width of images, in pixels.</param>
/// <param name="Parameters">The backbone's parameters in forward order, without the leading <c>body.</c>.</param>
/// <param name="ClassifierPrefix">The prefix of the pretrained classifier's names in weight files, which the backbone leaves out: <c>fc.</c>.</param>
public sealed record BackboneDescription(
    string Name, int Features, int MinimumImageSize, IReadOnlyList<ParameterDescription> Parameters, string ClassifierPrefix);
