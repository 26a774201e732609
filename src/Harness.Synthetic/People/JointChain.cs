using Harness.Synthetic.Drawing;

namespace Harness.Synthetic.People;

/// <summary>The three joints of a limb: shoulder, elbow, wrist; or hip, knee, ankle.</summary>
internal readonly record struct JointChain(Point Start, Point Middle, Point End)
{
    public static JointChain Of(Point start, Limb limb, float upper, float lower)
    {
        var middle = start + (Angle.Direction(limb.Upper) * upper);
        return new JointChain(start, middle, middle + (Angle.Direction(limb.Lower) * lower));
    }

    public JointChain Moved(Point way) => new(Start + way, Middle + way, End + way);
}
