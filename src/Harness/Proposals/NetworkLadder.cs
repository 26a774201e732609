using Harness.Diagnostics;
using Harness.Models.Backbones;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;

namespace Harness.Proposals;

/// <summary>The networks that a first comparison may use, each better and more expensive than the one before.</summary>
internal static class NetworkLadder
{
    private const string Small = ShippedExperiments.Backbone;
    private const string Medium = "resnet18_cntk";
    private const string Large = "resnet50";
    private const int PublishedSize = 224;

    // What the shipped weights were learned from is 64 pixels wide; beyond twice that they gain nothing.
    private static readonly int[] SmallSizes = [64, 96, 128];
    private static readonly int[] MediumSizes = [128, PublishedSize];
    private static readonly int[] AllSizes = [64, 96, 128, 160, 192, PublishedSize];

    // Enlarging images adds arithmetic and no information.
    private const double MostEnlarged = 1.15;

    /// <summary>The networks, the cheapest first.</summary>
    /// <param name="imageSide">The median of the images' shorter sides, in pixels.</param>
    /// <param name="backbone">The backbone that the user chose; null for any.</param>
    /// <param name="weights">The weights that the user chose; null for any.</param>
    /// <param name="isOnGpu">Whether a GPU computes.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="HarnessException">There is no such backbone, none that the weights fit, or no weights are known for it.</exception>
    public static IReadOnlyList<NetworkChoice> For(int imageSide, string? backbone, string? weights, bool isOnGpu)
    {
        List<NetworkChoice> all = backbone is null && weights is null ? Usual(isOnGpu) : Asked(backbone, weights);
        var fitting = all.FindAll(choice => choice.Size <= imageSide * MostEnlarged);
        return fitting.Count > 0 ? fitting : [all[0]];
    }

    private static List<NetworkChoice> Usual(bool isOnGpu)
    {
        List<NetworkChoice> choices = [.. Sizes(Small, ShippedExperiments.Weights, SmallSizes), .. Sizes(Medium, KnownWeights.NuGet, MediumSizes)];
        if (isOnGpu) choices.AddRange(Sizes(Large, KnownWeights.ImageNet, [PublishedSize]));
        return choices;
    }

    private static List<NetworkChoice> Asked(string? backbone, string? weights)
    {
        var name = backbone ?? BackboneOf(weights!);
        var description = BackboneRegistry.Catalog.Describe(name)
            ?? throw new HarnessException($"There is no backbone '{name}'.{Suggestion.DidYouMean(name, BackboneRegistry.Catalog.Names)}", $"Known: {string.Join(", ", BackboneRegistry.Catalog.Names)}.");
        var sizes = description.TakesPublishedSizeOnly ? [description.PublishedImageSize] : AllSizes.Where(size => size >= description.MinimumImageSize).ToArray();
        return [.. Sizes(name, Written(weights) ?? WeightsOf(name), sizes)];
    }

    private static IEnumerable<NetworkChoice> Sizes(string backbone, string weights, int[] sizes) =>
        sizes.Select(size => new NetworkChoice(backbone, weights, size, BackboneRegistry.Catalog.Describe(backbone)!.ParameterCount() * (double)size * size));

    // A file is relative to where the user is, not to the suite.
    private static string? Written(string? weights) =>
        weights is null or "none" || (KnownWeights.IsName(weights) && !File.Exists(weights)) ? weights : Path.GetFullPath(weights);

    private static string WeightsOf(string backbone)
    {
        if (backbone == Small) return ShippedExperiments.Weights;
        if (KnownWeights.Find(KnownWeights.NuGet, backbone) is not null) return KnownWeights.NuGet;
        return KnownWeights.Find(KnownWeights.ImageNet, backbone) is not null
            ? KnownWeights.ImageNet
            : throw new HarnessException($"No weights are published for the backbone {backbone}.", "Give --weights FILE, or none for random ones.");
    }

    private static string PublishedFor(string weights) => weights switch
    {
        KnownWeights.ImageNet => "resnet18",
        KnownWeights.NuGet => Medium,
        _ => KnownWeights.Find(weights, string.Empty)!.Backbone,
    };

    private static string BackboneOf(string weights)
    {
        if (weights == "none") return Small;
        if (KnownWeights.IsName(weights) && !File.Exists(weights)) return PublishedFor(weights);
        var fits = WeightSurvey.Of(WeightReference.Parse(weights)).Backbones;
        return fits.Count > 0 ? fits[0] : throw new HarnessException($"The weights '{weights}' are of no known backbone.", "harness weights show FILE lists what is in them; name the backbone with --backbone.");
    }
}
