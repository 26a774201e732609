namespace Harness.Models.BatchNormalization;

/// <summary>Which gradients of a batch norm are wanted.</summary>
/// <param name="Input">That of its input.</param>
/// <param name="Weight">That of its weight.</param>
/// <param name="Bias">That of its bias.</param>
/// <param name="Addend">That of what was added to its result.</param>
internal sealed record WantedGradients(bool Input, bool Weight, bool Bias, bool Addend)
{
    /// <summary>Whether there are any.</summary>
    public bool HasAny => Input || Weight || Bias || Addend;
}
