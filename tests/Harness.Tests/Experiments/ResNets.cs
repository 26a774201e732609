using Harness.Models.Backbones;

namespace Harness.Tests.Experiments;

/// <summary>Some of the backbones, so that the lists in expected messages stay when a backbone is added.</summary>
internal sealed class ResNets : IBackboneCatalog
{
    public static readonly ResNets Catalog = new();

    public IReadOnlyList<string> Names => ["resnet18", "resnet34", "resnet18_half"];

    public BackboneDescription? Describe(string name) => Names.Contains(name) ? BackboneRegistry.Catalog.Describe(name) : null;
}
