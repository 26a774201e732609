using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.People;

/// <summary>The poses that people take, each different every time.</summary>
internal static class Poses
{
    private static readonly (int Weight, Func<DrawingRandom, Pose> Item)[] All =
    [
        (26, Standing), (20, Walking), (10, HandsOnHips), (9, OneArmRaised), (6, ArmsRaised),
        (8, Carrying), (8, Crouching), (7, Sitting), (6, Running),
    ];

    public static Pose Pick(DrawingRandom random) => random.PickWeighted(All)(random);

    private static Pose Standing(DrawingRandom random)
    {
        var stance = random.Range(2, 10);
        return new Pose
        {
            Lean = random.Near(0, 4),
            Breadth = random.Range(0.65f, 1),
            LeftArm = new(random.Near(-12, 10), random.Near(-4, 14)),
            RightArm = new(random.Near(12, 10), random.Near(4, 14)),
            LeftLeg = new(-stance, random.Near(-stance, 5)),
            RightLeg = new(stance, random.Near(stance, 5)),
        };
    }

    private static Pose Walking(DrawingRandom random)
    {
        var (step, swing, way) = (random.Range(12, 28), random.Range(12, 32), random.Sign());
        return new Pose
        {
            Lean = -way * random.Range(0, 7),
            Breadth = random.Range(0.45f, 0.8f),
            LeftArm = new(-swing, -swing + (way * random.Range(5, 30))),
            RightArm = new(swing, swing + (way * random.Range(5, 30))),
            LeftLeg = new(step, step - (way * random.Range(0, 15))),
            RightLeg = new(-step, -step - (way * random.Range(5, 35))),
        };
    }

    private static Pose Running(DrawingRandom random)
    {
        var way = random.Sign();
        return new Pose
        {
            Lean = way * random.Range(8, 18),
            Breadth = random.Range(0.45f, 0.65f),
            LeftArm = new(-way * random.Range(30, 55), way * random.Range(20, 60)),
            RightArm = new(way * random.Range(20, 50), way * random.Range(95, 130)),
            LeftLeg = new(way * random.Range(35, 60), way * random.Range(-25, 10)),
            RightLeg = new(-way * random.Range(10, 35), -way * random.Range(55, 85)),
        };
    }

    private static Pose HandsOnHips(DrawingRandom random)
    {
        var elbow = random.Range(38, 52);
        var stance = random.Range(3, 14);
        return new Pose
        {
            Lean = random.Near(0, 4),
            Breadth = random.Range(0.85f, 1),
            LeftArm = new(-elbow, random.Range(35, 55)),
            RightArm = random.Chance(0.7f) ? new(elbow, random.Range(-55, -35)) : new(random.Near(10, 8), random.Near(4, 10)),
            LeftLeg = new(-stance, -stance),
            RightLeg = new(stance, stance),
        };
    }

    private static Pose OneArmRaised(DrawingRandom random)
    {
        var standing = Standing(random);
        var raised = new Limb(random.Range(85, 165), random.Range(120, 200));
        return random.Chance(0.5f) ? standing with { RightArm = raised } : standing with { LeftArm = new(-raised.Upper, -raised.Lower) };
    }

    private static Pose ArmsRaised(DrawingRandom random) => Standing(random) with
    {
        LeftArm = new(-random.Range(95, 160), -random.Range(130, 200)),
        RightArm = new(random.Range(95, 160), random.Range(130, 200)),
    };

    private static Pose Carrying(DrawingRandom random) => Standing(random) with
    {
        LeftArm = new(random.Near(-18, 8), random.Range(50, 100)),
        RightArm = new(random.Near(18, 8), -random.Range(50, 100)),
    };

    private static Pose Crouching(DrawingRandom random)
    {
        var way = random.Sign();
        return new Pose
        {
            Lean = way * random.Range(5, 25),
            Breadth = random.Range(0.6f, 0.9f),
            LeftArm = new(way * random.Range(15, 45), way * random.Range(50, 100)),
            RightArm = new(way * random.Range(5, 35), way * random.Range(30, 80)),
            LeftLeg = new(way * random.Range(75, 100), -way * random.Range(0, 25)),
            RightLeg = new(way * random.Range(10, 35), -way * random.Range(65, 95)),
        };
    }

    private static Pose Sitting(DrawingRandom random)
    {
        var way = random.Sign();
        return new Pose
        {
            IsSeated = true,
            Lean = random.Near(0, 10),
            Breadth = random.Range(0.7f, 1),
            LeftArm = new(random.Near(-15, 10), way * random.Range(15, 60)),
            RightArm = new(random.Near(15, 10), way * random.Range(15, 60)),
            LeftLeg = new(way * random.Range(45, 80), -way * random.Range(-5, 15)),
            RightLeg = new(way * random.Range(35, 75), -way * random.Range(-10, 12)),
        };
    }
}
