namespace Harness.Models.Weights.Pickle;

/// <summary>What a pickle may call, and what it refers to.</summary>
internal interface IPickleRules
{
    /// <summary>A pickle calls something.</summary>
    /// <param name="function">What: a <see cref="PickleGlobal"/>, or an object that the pickle has built.</param>
    /// <param name="arguments">With what: a tuple, unless the pickle is malformed.</param>
    /// <returns>What it makes; a <see cref="PickleObject"/> where it is not made.</returns>
    /// <exception cref="InvalidDataException">The arguments are invalid.</exception>
    /// <exception cref="Diagnostics.HarnessException">No honest file calls it.</exception>
    object? Call(object? function, object? arguments);

    /// <summary>A pickle refers to something outside of it.</summary>
    /// <exception cref="InvalidDataException">The identifier is invalid.</exception>
    object? Persistent(object? identifier);
}
