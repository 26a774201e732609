using System.Collections.Concurrent;
using Harness.Diagnostics;
using Harness.Models.Backbones.DenseNets;
using Harness.Models.Backbones.EfficientNets;
using Harness.Models.Backbones.Inceptions;
using Harness.Models.Backbones.ResNets;
using Harness.Models.Backbones.VisionTransformers;

namespace Harness.Models.Backbones;

/// <summary>All backbones that suites can name. A new one is a line here.</summary>
public sealed class BackboneRegistry : IBackboneCatalog
{
    /// <summary>The backbones by name.</summary>
    public static readonly Registry<IArchitecture> All = new("backbone")
    {
        { "resnet18", ResNetArchitecture.ResNet18 },
        { "resnet34", ResNetArchitecture.ResNet34 },
        { "resnet50", ResNetArchitecture.ResNet50 },
        { "resnet101", ResNetArchitecture.ResNet101 },
        { "resnet152", ResNetArchitecture.ResNet152 },
        { "resnet18_half", ResNetArchitecture.ResNet18Half },
        { "resnet18_cntk", ResNetArchitecture.ResNet18Cntk },
        { "vgg16", new Vgg16Architecture(HasBatchNorm: false) },
        { "vgg16_bn", new Vgg16Architecture(HasBatchNorm: true) },
        { "mobilenet_v2", new MobileNetV2Architecture() },
        { "inception_v3", new InceptionV3Architecture() },
        { "densenet121", DenseNetArchitecture.DenseNet121 },
        { "densenet161", DenseNetArchitecture.DenseNet161 },
        { "efficientnet_b0", new EfficientNetB0Architecture() },
        { "vit_b_16", new VisionTransformerB16Architecture() },
    };

    /// <summary>The backbones as a catalog, for those who need to know about them but not to build them.</summary>
    public static readonly IBackboneCatalog Catalog = new BackboneRegistry();

    // Some descriptions are read off a module, which takes up to a second.
    private readonly ConcurrentDictionary<string, BackboneDescription> _described = new();

    private BackboneRegistry()
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => All.Names;

    /// <inheritdoc/>
    public BackboneDescription? Describe(string name) =>
        All.TryGet(name, out var architecture) ? _described.GetOrAdd(name, architecture.Describe) : null;
}
