namespace Harness.Training;

/// <summary>A parameter that trained for an epoch and has exactly the bits it had before.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Values">How many values it holds.</param>
/// <param name="HasGradient">Whether its last gradient had a value other than zero, so that the updates rounded away; otherwise there was nothing to learn.</param>
internal sealed record UnmovedTensor(string Name, long Values, bool HasGradient);
