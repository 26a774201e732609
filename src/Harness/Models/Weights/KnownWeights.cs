using Harness.Diagnostics;

namespace Harness.Models.Weights;

/// <summary>A published weight file.</summary>
/// <param name="FileName">Its name, for example <c>resnet34-b627a593.pth</c>.</param>
/// <param name="Backbone">The backbone that it fits.</param>
/// <param name="HashPrefix">How the SHA-256 of the file begins, in lower-case hexadecimal digits.</param>
public sealed record KnownWeightSet(string FileName, string Backbone, string HashPrefix);

/// <summary>The weight files that torchvision publishes for the backbones, all trained on ImageNet-1k.</summary>
/// <remarks>Source: the file names in torchvision's model definitions, which carry the prefix of the hash.</remarks>
public static class KnownWeights
{
    /// <summary>What a suite writes for the first published ImageNet weights of its backbone.</summary>
    public const string ImageNet = "imagenet";

    /// <summary>Where torchvision's files are downloaded from.</summary>
    public static readonly Uri DownloadAddress = new("https://download.pytorch.org/models/");

    /// <summary>All sets by file name. Of two for one backbone the first is what <see cref="ImageNet"/> means.</summary>
    public static readonly Registry<KnownWeightSet> All = Register(
        ("resnet18", "f37072fd"), ("resnet34", "b627a593"), ("resnet50", "0676ba61"), ("resnet50", "11ad3fa6"));

    /// <summary>Everything that can be written instead of a path.</summary>
    public static IReadOnlyList<string> Names => [ImageNet, .. All.Names];

    /// <summary>Whether a word means published weights: one of <see cref="Names"/>, with or without <c>.pth</c>.</summary>
    /// <param name="word">What a suite or the command line says.</param>
    /// <returns>Whether it is known.</returns>
    public static bool IsName(string word) => Names.Contains(word) || Names.Contains($"{word}.pth");

    /// <summary>The first published ImageNet weights of a backbone.</summary>
    /// <param name="backbone">The backbone's name.</param>
    /// <returns>The set, or null when none is published.</returns>
    public static KnownWeightSet? ForBackbone(string backbone) => All.Select(pair => pair.Value).FirstOrDefault(set => set.Backbone == backbone);

    private static Registry<KnownWeightSet> Register(params (string Backbone, string HashPrefix)[] sets)
    {
        var registry = new Registry<KnownWeightSet>("set of weights");
        foreach (var (backbone, hashPrefix) in sets)
        {
            var fileName = $"{backbone}-{hashPrefix}.pth";
            registry.Add(fileName, new(fileName, backbone, hashPrefix));
        }
        return registry;
    }
}
