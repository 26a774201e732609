using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.People;

/// <summary>The cut of clothes and what is worn with them.</summary>
internal sealed record Cut
{
    /// <summary>The part of the lower arm that the sleeve covers; below 0 it ends above the elbow.</summary>
    public required float Sleeve { get; init; }

    /// <summary>The part of the lower leg that the trousers cover; below 0 they end above the knee.</summary>
    public required float TrouserLeg { get; init; }

    /// <summary>How far the top reaches below the hips, in heights.</summary>
    public required float Hem { get; init; }

    public required float Looseness { get; init; }

    public required HatStyle Hat { get; init; }

    public required bool OpenJacket { get; init; }

    public required bool Straps { get; init; }

    public required bool Pack { get; init; }

    public required bool Belt { get; init; }

    public required bool Pockets { get; init; }

    public static Cut Pick(DrawingRandom random) => new()
    {
        Sleeve = random.Pick<float>([0.95f, 0.95f, 0.95f, 0.5f, -0.35f, -0.5f]),
        TrouserLeg = random.Pick<float>([0.95f, 0.95f, 0.95f, 0.95f, 0.9f, -0.25f]),
        Hem = random.Range(-0.01f, 0.1f),
        Looseness = random.Range(0.95f, 1.3f),
        Hat = random.Pick<HatStyle>(
            [HatStyle.None, HatStyle.None, HatStyle.None, HatStyle.Cap, HatStyle.Cap, HatStyle.Helmet, HatStyle.Brim, HatStyle.Hood]),
        OpenJacket = random.Chance(0.1f),
        Straps = random.Chance(0.15f),
        Pack = random.Chance(0.1f),
        Belt = random.Chance(0.35f),
        Pockets = random.Chance(0.3f),
    };
}

/// <summary>What is worn on the head.</summary>
internal enum HatStyle
{
    None,
    Cap,
    Helmet,
    Brim,
    Hood,
}
