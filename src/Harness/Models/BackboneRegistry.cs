using Harness.Diagnostics;
using Harness.Models.ResNets;

namespace Harness.Models;

/// <summary>All backbones that suites can name. A new one is a line here.</summary>
public sealed class BackboneRegistry : IBackboneCatalog
{
    /// <summary>The backbones by name.</summary>
    public static readonly Registry<IArchitecture> All = new("backbone")
    {
        { "resnet18", ResNetArchitecture.ResNet18 },
        { "resnet34", ResNetArchitecture.ResNet34 },
        { "resnet50", ResNetArchitecture.ResNet50 },
        { "resnet18_half", ResNetArchitecture.ResNet18Half },
    };

    /// <summary>The backbones as a catalog, for those who need to know about them but not to build them.</summary>
    public static readonly IBackboneCatalog Catalog = new BackboneRegistry();

    private BackboneRegistry()
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => All.Names;

    /// <inheritdoc/>
    public BackboneDescription? Describe(string name) => All.TryGet(name, out var backbone) ? backbone.Describe(name) : null;
}
