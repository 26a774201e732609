namespace Harness.Models;

/// <summary>A backbone: what it is, and how to build it. A family of backbones is one class and one line in <see cref="Backbones"/>.</summary>
public interface IBackbone
{
    /// <summary>Describes the body without building it; needs no libtorch.</summary>
    /// <param name="name">The name under which the backbone is registered.</param>
    /// <returns>The description.</returns>
    BackboneDescription Describe(string name);

    /// <summary>Builds the body, randomly initialised from the global generator.</summary>
    /// <returns>A module from images [N, 3, H, W] to a feature map [N, C, h, w], with the names that <see cref="Describe"/> gives.</returns>
    Body CreateBody();
}
