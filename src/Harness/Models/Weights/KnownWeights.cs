using Harness.Diagnostics;
using Harness.Models.Weights.Packaged;

namespace Harness.Models.Weights;

/// <summary>A published weight file.</summary>
/// <param name="FileName">Its name, for example <c>resnet34-b627a593.pth</c>.</param>
/// <param name="Backbone">The backbone that it fits.</param>
/// <param name="HashPrefix">How the SHA-256 of the file begins, in lower-case hexadecimal digits.</param>
public sealed record KnownWeightSet(string FileName, string Backbone, string HashPrefix)
{
    /// <summary>The NuGet package that the file is made from; null if the file itself is downloaded.</summary>
    public NuGetPackage? Package => Packaged?.Package;

    /// <summary>How the file is made from a NuGet package; null if the file itself is downloaded.</summary>
    internal IPackagedWeights? Packaged { get; init; }
}

/// <summary>The published weights of the backbones: torchvision's files, trained on ImageNet-1k, and files that are made from NuGet packages.</summary>
/// <remarks>Source: the file names in torchvision's model definitions, which carry the prefix of the hash.</remarks>
public static class KnownWeights
{
    /// <summary>What a suite writes for the first published weights of its backbone.</summary>
    public const string ImageNet = "imagenet";

    /// <summary>What a suite writes for the weights of its backbone that are made from a NuGet package.</summary>
    public const string NuGet = "nuget";

    /// <summary>Where torchvision's files are downloaded from.</summary>
    public static readonly Uri DownloadAddress = new("https://download.pytorch.org/models/");

    /// <summary>All sets by file name. Of two for one backbone the first is what <see cref="ImageNet"/> means.</summary>
    public static readonly Registry<KnownWeightSet> All = Register(
        Set("resnet18", "resnet18-f37072fd.pth"),
        Set("resnet34", "resnet34-b627a593.pth"),
        Set("resnet50", "resnet50-0676ba61.pth"),
        Set("resnet50", "resnet50-11ad3fa6.pth"),
        Set("resnet101", "resnet101-63fe2227.pth"),
        Set("resnet101", "resnet101-cd907fc2.pth"),
        Set("resnet152", "resnet152-394f9c45.pth"),
        Set("resnet152", "resnet152-f82ba261.pth"),
        Set("resnet18_cntk", "resnet18_cntk-c94004b6.safetensors", new CntkResNet18()),
        Set("vgg16", "vgg16-397923af.pth"),
        Set("vgg16_bn", "vgg16_bn-6c64b313.pth"),
        Set("mobilenet_v2", "mobilenet_v2-b0353104.pth"),
        Set("mobilenet_v2", "mobilenet_v2-7ebf99e0.pth"),
        Set("inception_v3", "inception_v3_google-0cc3c7bd.pth"),
        Set("densenet121", "densenet121-a639ec97.pth"),
        Set("densenet161", "densenet161-8d451a50.pth"),
        // Named -3dd342df until torchvision 0.16, which was not its hash.
        Set("efficientnet_b0", "efficientnet_b0_rwightman-7f5810bc.pth"),
        Set("vit_b_16", "vit_b_16-c867db91.pth"));

    /// <summary>Everything that can be written instead of a path.</summary>
    public static IReadOnlyList<string> Names => [ImageNet, NuGet, .. All.Names];

    /// <summary>Whether a word means published weights: one of <see cref="Names"/>, a file with or without its ending.</summary>
    /// <param name="word">The word from a suite or the command line.</param>
    /// <returns>Whether it is known.</returns>
    public static bool IsName(string word) => word is ImageNet or NuGet || ByFile(word) is not null;

    /// <summary>The set that a word means for a backbone.</summary>
    /// <param name="word">The word from a suite or the command line.</param>
    /// <param name="backbone">The backbone's name.</param>
    /// <returns>The set, which a file's name gives whatever its backbone; null if the word is not a name, or none is published for the backbone.</returns>
    public static KnownWeightSet? Find(string word, string backbone) => word switch
    {
        ImageNet => ForBackbone(backbone).FirstOrDefault(),
        NuGet => ForBackbone(backbone).FirstOrDefault(set => set.Package is not null),
        _ => ByFile(word),
    };

    /// <summary>The published weights of a backbone, the first of which is what <see cref="ImageNet"/> means.</summary>
    /// <param name="backbone">The backbone's name.</param>
    /// <returns>The sets; none if none is published.</returns>
    public static IEnumerable<KnownWeightSet> ForBackbone(string backbone) => All.Select(pair => pair.Value).Where(set => set.Backbone == backbone);

    /// <summary>The backbones for which a word means published weights.</summary>
    /// <param name="word"><see cref="ImageNet"/> or <see cref="NuGet"/>.</param>
    /// <returns>Their names.</returns>
    public static IEnumerable<string> BackbonesWith(string word) =>
        All.Select(pair => pair.Value.Backbone).Distinct().Where(backbone => Find(word, backbone) is not null);

    private static KnownWeightSet? ByFile(string name) =>
        All.Select(pair => pair.Value).FirstOrDefault(set => set.FileName == name || Path.GetFileNameWithoutExtension(set.FileName) == name);

    private static KnownWeightSet Set(string backbone, string fileName, IPackagedWeights? packaged = null) =>
        new(fileName, backbone, HashInName.Of(fileName)!) { Packaged = packaged };

    private static Registry<KnownWeightSet> Register(params KnownWeightSet[] sets)
    {
        var registry = new Registry<KnownWeightSet>("set of weights");
        foreach (var set in sets) registry.Add(set.FileName, set);
        return registry;
    }
}
