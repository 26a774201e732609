namespace Harness.Planning;

/// <summary>What an epoch does to the backbone, as known from the plan: epochs whose backbones go through the same states differ only in their heads.</summary>
/// <param name="Before">The address of the backbone's state when the epoch begins: two equal ones are the same bits.</param>
/// <param name="After">The address when it ends; the same as before when nothing of the backbone can change.</param>
/// <param name="Trains">Whether parameters of the backbone train: their gradients come from the head, so that no other head can share the shared epoch.</param>
public sealed record BackbonePath(string Before, string After, bool Trains);
