namespace Harness.Models.Backbones;

/// <summary>What a backbone is, and how to build it. A family of backbones is one class; each of its members is one line in <see cref="BackboneRegistry"/>.</summary>
public interface IArchitecture
{
    /// <summary>Describes the backbone: from a plan, or from a module that is read and thrown away. <see cref="BackboneRegistry.Catalog"/> keeps what it gives.</summary>
    /// <param name="name">The name under which the backbone is registered.</param>
    /// <returns>The description.</returns>
    /// <exception cref="Diagnostics.HarnessException">libtorch, which modules need, cannot be loaded.</exception>
    BackboneDescription Describe(string name);

    /// <summary>Builds the backbone, randomly initialized from the global generator.</summary>
    /// <returns>A module from images [N, 3, H, W] to a feature map [N, C, h, w], with the names that <see cref="Describe"/> gives.</returns>
    Backbone CreateBackbone();

    /// <summary>Today's name of a tensor, for weight files that were written with other names.</summary>
    /// <param name="name">The name in the file.</param>
    /// <returns>torchvision's present name; the same one where it has not changed.</returns>
    string CurrentName(string name) => name;
}
