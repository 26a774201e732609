namespace Harness.Synthetic;

/// <summary>What the person in a drawn image wears.</summary>
public enum SyntheticClass
{
    /// <summary>A camouflage pattern.</summary>
    Camouflage = 0,

    /// <summary>Any other clothes.</summary>
    Normal = 1,
}
