namespace Harness.Synthetic.People;

/// <summary>How a person holds body and limbs.</summary>
internal sealed record Pose
{
    /// <summary>The angle of the torso from upright; positive leans right.</summary>
    public float Lean { get; init; }

    /// <summary>How broad shoulders and hips look: 1 from the front, less from the side.</summary>
    public float Breadth { get; init; } = 1;

    public required Limb LeftArm { get; init; }

    public required Limb RightArm { get; init; }

    public required Limb LeftLeg { get; init; }

    public required Limb RightLeg { get; init; }

    /// <summary>Whether something to sit on belongs under the hips.</summary>
    public bool IsSeated { get; init; }
}
