namespace Harness.Data.Synthetic;

/// <summary>What the person in a drawn image wears.</summary>
internal enum SyntheticClass
{
    Camouflage = 0,
    Normal = 1,
}
