namespace Harness.Synthetic.People;

/// <summary>The angles of an arm or a leg in degrees: 0 hangs down, 90 points right, both as seen in the picture.</summary>
internal readonly record struct Limb(float Upper, float Lower);
