using Harness.Models.Parameters;

namespace Harness.Models.Backbones;

/// <summary>The description of a backbone, without building it: enough to check selectors, weights, shapes and image sizes.</summary>
public sealed record BackboneDescription
{
    /// <summary>The name used in suites, for example <c>resnet18_half</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The channels C of the feature map [N, C, h, w] that the backbone gives.</summary>
    public required int Features { get; init; }

    /// <summary>The minimum height and width of images, in pixels.</summary>
    public required int MinimumImageSize { get; init; }

    /// <summary>The height and width of the images that the published weights were measured on, in pixels.</summary>
    public required int PublishedImageSize { get; init; }

    /// <summary>Whether <see cref="PublishedImageSize"/> is the only size that the backbone takes, as where each place in the image has its own parameter.</summary>
    public bool TakesPublishedSizeOnly { get; init; }

    /// <summary>Whether the backbone can compute in <see cref="Precision.BFloat16"/>.</summary>
    public bool ComputesInBFloat16 { get; init; }

    /// <summary>Whether it has convolutions that <see cref="Winograd.WinogradConvolution"/> or <see cref="Winograd.Stems.StemConvolution"/> can compute, on some processors.</summary>
    public bool HasWinograd { get; init; }

    /// <summary>Whether training skips blocks at random: stochastic depth.</summary>
    public bool SkipsBlocks { get; init; }

    /// <summary>Raised when the forward pass gives other bits than before on some device, so that epochs stored before are trained again.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>The backbone's parameters in forward order, without the leading <c>body.</c>.</summary>
    public required IReadOnlyList<ParameterDescription> Parameters { get; init; }

    /// <summary>
    /// The shapes of tensors that belong to the weights and stay as they are whatever trains, by name: neither parameters nor batch norm's statistics.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> Constants { get; init; } = new Dictionary<string, IReadOnlyList<long>>();

    /// <summary>Whether it begins by bringing images to another range than that of ImageNet's normalization.</summary>
    public bool RescalesImages { get; init; }

    /// <summary>Whether images must be normalized with ImageNet's mean and standard deviation: constants, such as a mean image, are normalized so themselves.</summary>
    public bool NeedsImageNetNormalization => RescalesImages || Constants.Count > 0;

    /// <summary>Modules that hold stages but are not stages themselves, such as <c>features</c>, the outer ones first.</summary>
    public IReadOnlyList<string> StageContainers { get; init; } = [];

    /// <summary>How the names begin that belong to the pretrained classifier in weight files, which the backbone leaves out: <c>fc.</c>.</summary>
    public required IReadOnlyList<string> ClassifierPrefixes { get; init; }

    /// <summary>The name of the pretrained classifier where it is one linear layer on average pooling: <c>fc</c>; null if it is something else.</summary>
    public string? LinearClassifier { get; init; }

    /// <summary>The classifier that the network has in its middle while it trains; null if it has none.</summary>
    public AuxiliaryClassifier? Auxiliary { get; init; }

    /// <summary>The paths of the stages in forward order, without the leading <c>body.</c>: what is directly in the backbone or in a container of stages.</summary>
    public IReadOnlyList<string> Stages => [.. Parameters.Select(parameter => StageOf(parameter.Name)).Distinct()];

    /// <summary>Whether it has batch norm layers: their running statistics are all that can change in a backbone of which nothing trains.</summary>
    public bool HasBatchNorm => Parameters.Any(parameter => parameter.Layer == LayerKind.BatchNorm);

    /// <summary>The number of parameters.</summary>
    /// <returns>The number.</returns>
    public long ParameterCount() => Parameters.Sum(parameter => parameter.ParameterCount());

    /// <summary>Whether a tensor of a weight file belongs to the pretrained classifier.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it does.</returns>
    public bool IsOfClassifier(string name) => ClassifierPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The stage of a parameter.</summary>
    /// <param name="name">The parameter's name, without the leading <c>body.</c>.</param>
    /// <returns>Its path, one of <see cref="Stages"/>.</returns>
    public string StageOf(string name)
    {
        var container = StageContainers.LastOrDefault(path => name.StartsWith($"{path}.", StringComparison.Ordinal));
        var end = name.IndexOf('.', container is null ? 0 : container.Length + 1);
        return end < 0 ? name : name[..end];
    }
}
