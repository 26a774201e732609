namespace Harness.Planning;

/// <summary>What a stage does to the body, as far as a plan can tell: stages whose bodies go through the same states differ in their heads alone.</summary>
/// <param name="Before">The address of the body's state when the stage begins: two equal ones are the same bits.</param>
/// <param name="After">The address when it ends; the same as before when nothing of the body can change.</param>
/// <param name="Trains">Whether parameters of the body train: their gradients come from the head, so that no other head can share the pass.</param>
public sealed record BodyPath(string Before, string After, bool Trains);
