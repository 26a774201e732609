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
        ("resnet18", "resnet18-f37072fd.pth"),
        ("resnet34", "resnet34-b627a593.pth"),
        ("resnet50", "resnet50-0676ba61.pth"),
        ("resnet50", "resnet50-11ad3fa6.pth"),
        ("resnet101", "resnet101-63fe2227.pth"),
        ("resnet101", "resnet101-cd907fc2.pth"),
        ("resnet152", "resnet152-394f9c45.pth"),
        ("resnet152", "resnet152-f82ba261.pth"),
        ("vgg16", "vgg16-397923af.pth"),
        ("vgg16_bn", "vgg16_bn-6c64b313.pth"),
        ("mobilenet_v2", "mobilenet_v2-b0353104.pth"),
        ("mobilenet_v2", "mobilenet_v2-7ebf99e0.pth"),
        ("inception_v3", "inception_v3_google-0cc3c7bd.pth"),
        ("densenet121", "densenet121-a639ec97.pth"),
        ("densenet161", "densenet161-8d451a50.pth"),
        // Named -3dd342df until torchvision 0.16, which was not its hash.
        ("efficientnet_b0", "efficientnet_b0_rwightman-7f5810bc.pth"),
        ("vit_b_16", "vit_b_16-c867db91.pth"));

    /// <summary>Everything that can be written instead of a path.</summary>
    public static IReadOnlyList<string> Names => [ImageNet, .. All.Names];

    /// <summary>Whether a word means published weights: one of <see cref="Names"/>, with or without <c>.pth</c>.</summary>
    /// <param name="word">What a suite or the command line says.</param>
    /// <returns>Whether it is known.</returns>
    public static bool IsName(string word) => Names.Contains(word) || Names.Contains($"{word}.pth");

    /// <summary>The published ImageNet weights of a backbone, the first of which is what <see cref="ImageNet"/> means.</summary>
    /// <param name="backbone">The backbone's name.</param>
    /// <returns>The sets; none where none is published.</returns>
    public static IEnumerable<KnownWeightSet> ForBackbone(string backbone) => All.Select(pair => pair.Value).Where(set => set.Backbone == backbone);

    private static Registry<KnownWeightSet> Register(params (string Backbone, string FileName)[] sets)
    {
        var registry = new Registry<KnownWeightSet>("set of weights");
        foreach (var (backbone, fileName) in sets) registry.Add(fileName, new(fileName, backbone, HashInName.Of(fileName)!));
        return registry;
    }
}
