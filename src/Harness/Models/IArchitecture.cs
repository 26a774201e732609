namespace Harness.Models;

/// <summary>A backbone: what it is, and how to build it. A family of backbones is one class and one line in <see cref="BackboneRegistry"/>.</summary>
public interface IArchitecture
{
    /// <summary>Describes the backbone without building it; needs no libtorch.</summary>
    /// <param name="name">The name under which the backbone is registered.</param>
    /// <returns>The description.</returns>
    BackboneDescription Describe(string name);

    /// <summary>Builds the backbone, randomly initialised from the global generator.</summary>
    /// <returns>A module from images [N, 3, H, W] to a feature map [N, C, h, w], with the names that <see cref="Describe"/> gives.</returns>
    Backbone CreateBackbone();
}
