namespace Harness.Synthetic.Scenes;

/// <summary>What random numbers of an image are for. Purposes share no numbers, so that clothes cannot leak into pose or light.</summary>
/// <remarks>The values are part of the key: changing one changes the pictures.</remarks>
internal enum DrawingPurpose
{
    Background = 1,
    Camera = 2,
    Pose = 3,
    Body = 4,
    Cut = 5,
    Palette = 6,
    Fabric = 7,
    Light = 8,
    Occluder = 9,
    Sensor = 10,
    Companion = 11,
}
