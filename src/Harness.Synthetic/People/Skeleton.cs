using Harness.Synthetic.Drawing;

namespace Harness.Synthetic.People;

/// <summary>Where the joints of a person are in the picture. All lengths are parts of the height of a person who stands.</summary>
internal sealed record Skeleton
{
    private const float TorsoLength = 0.285f;
    private const float NeckLength = 0.055f;
    private const float HeadRadius = 0.062f;
    private const float UpperArm = 0.165f;
    private const float LowerArm = 0.15f;
    private const float UpperLeg = 0.24f;
    private const float LowerLeg = 0.235f;
    private const float HalfShoulders = 0.098f;
    private const float HalfHips = 0.055f;

    /// <summary>The height of the person, standing, in sides of the picture.</summary>
    public required float Height { get; init; }

    public required Point Hips { get; init; }

    public required Point Neck { get; init; }

    public required Point Head { get; init; }

    /// <summary>From the hips to the neck.</summary>
    public required Point Up { get; init; }

    public required JointChain LeftArm { get; init; }

    public required JointChain RightArm { get; init; }

    public required JointChain LeftLeg { get; init; }

    public required JointChain RightLeg { get; init; }

    /// <summary>The lowest point of the feet.</summary>
    public float Ground => MathF.Max(LeftLeg.End.Y, RightLeg.End.Y) + (0.025f * Height);

    /// <summary>The highest point of the head.</summary>
    public float Top => Head.Y - (HeadRadius * 1.2f * Height);

    /// <summary>Puts a person's hips somewhere.</summary>
    public static Skeleton Of(Pose pose, float height, Point hips)
    {
        var up = new Point(Angle.Sin(pose.Lean), -Angle.Cos(pose.Lean));
        var side = up.Perpendicular;
        var shoulders = hips + (up * (TorsoLength * height));
        var joints = shoulders + (up * (-0.015f * height));
        Point Beside(Point middle, float half, int sign) => middle + (side * (half * pose.Breadth * height * sign));
        JointChain Arm(int sign, Limb limb) =>
            JointChain.Of(Beside(joints, HalfShoulders, sign), limb, UpperArm * height, LowerArm * height);
        return new Skeleton
        {
            Height = height,
            Hips = hips,
            Up = up,
            Neck = shoulders,
            Head = shoulders + (up * ((NeckLength + HeadRadius) * height)),
            LeftArm = Arm(-1, pose.LeftArm),
            RightArm = Arm(1, pose.RightArm),
            LeftLeg = JointChain.Of(Beside(hips, HalfHips, -1), pose.LeftLeg, UpperLeg * height, LowerLeg * height),
            RightLeg = JointChain.Of(Beside(hips, HalfHips, 1), pose.RightLeg, UpperLeg * height, LowerLeg * height),
        };
    }

    public Skeleton Moved(Point way) => this with
    {
        Hips = Hips + way,
        Neck = Neck + way,
        Head = Head + way,
        LeftArm = LeftArm.Moved(way),
        RightArm = RightArm.Moved(way),
        LeftLeg = LeftLeg.Moved(way),
        RightLeg = RightLeg.Moved(way),
    };
}
