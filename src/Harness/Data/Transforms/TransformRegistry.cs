using Harness.Yaml.Blocks;

namespace Harness.Data.Transforms;

/// <summary>The transforms, with torchvision's names in snake case.</summary>
internal static class TransformRegistry
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static readonly BlockFamily<TransformSettings> All = new("transform")
    {
        RandomResizedCropSettings.Definition,
        ResizeSettings.Definition,
        CenterCropSettings.Definition,
        RandomHorizontalFlipSettings.Definition,
        RandomRotationSettings.Definition,
        ColorJitterSettings.Definition,
        GrayscaleSettings.Definition,
        InvertSettings.Definition,
        NormalizeSettings.Definition,
    };
}
